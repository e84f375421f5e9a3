import { ConfigError, readConfig } from '../config.ts';
import { discardEmbeddedDatabase } from '../database/open-database.ts';

/** `npm run demo:reset`: the next `npm start` begins with a new database and the demo portfolio. */
try {
  const config = readConfig();
  if (config.databaseUrl) {
    throw new ConfigError(
      'DATABASE_URL is set: empty that database yourself; only the embedded one is reset here.',
    );
  }
  await discardEmbeddedDatabase(config);
  process.stdout.write('The embedded database is gone. `npm start` makes a new one.\n');
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
