import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { words } from './words.plugin.ts';

const server = 'http://localhost:4000';

/** Our own pages and what they stand on; not the entries themselves, nor what only GraphiQL needs. */
const startModules =
  /portal\/src\/(?!main|graphiql)|node_modules\/(@0no-co|@lingui|@urql|gql\.tada|react|react-dom|regexparam|scheduler|urql|use-sync-external-store|wonka|wouter)\//;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), words()],
  build: {
    outDir: '../dist/portal',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The content security policy allows files of our own origin only, no data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'].map((page) => `${import.meta.dirname}/${page}`),
      // What is needed at the start comes in one file instead of twenty.
      output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'], test: startModules }] } },
    },
  },
  // GraphiQL's workers are no modules to scan beforehand.
  optimizeDeps: { entries: ['index.html'] },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/agreements', '/checkout', '/outbox'].map((path) => [path, server]),
    ),
  },
});
