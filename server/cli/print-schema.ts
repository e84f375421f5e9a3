import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { makeFeatures } from '../app.ts';
import { readConfig } from '../config.ts';
import { makeSchema } from '../graph/schema.ts';
import { systemClock } from '../kernel/clock.ts';

/** `npm run schema`: prints the graph to the file that reviews read. Needs no database. */
const features = makeFeatures({
  source: new DataSource({ type: 'postgres' }),
  clock: systemClock,
  config: readConfig({}),
  log: pino({ level: 'silent' }),
});
const schema = await makeSchema(features.resolvers);
const file = new URL('../../schema/graphql/schema.graphql', import.meta.url);
writeFileSync(file, `${printSchema(schema)}\n`);
