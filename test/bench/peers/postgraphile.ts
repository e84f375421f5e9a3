import { createServer } from 'node:http';
import { grafserv } from 'grafserv/node';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { postgraphile } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makePgService } from 'postgraphile/adaptors/pg';

/** PostGraphile 5 as in production: its newest preset, no watching, no explaining, no GraphiQL, prepared statements. */
const smartTags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      plan: { attribute: { status: { tags: { behavior: ['attribute:filterBy'] } } } },
      instalment: { attribute: { number: { tags: { behavior: ['attribute:orderBy'] } } } },
    },
  },
});

const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [smartTags],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL!,
      schemas: ['public'],
      poolConfig: { max: Number(process.env.DATABASE_POOL) },
      pubsub: false,
    }),
  ],
  schema: { defaultBehavior: '-insert -update -delete' },
  grafserv: { watch: false, graphiql: false, graphqlOverGET: false },
  grafast: { explain: false, context: {} },
};

const server = createServer();
const instance = postgraphile(preset).createServ(grafserv);
await instance.addTo(server);
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
process.on('SIGTERM', () => process.exit(0));
