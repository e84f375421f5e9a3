import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { createRoot } from 'react-dom/client';

/** The query editor for integrators, served at `/graphql` to browsers outside production. */
const fetcher = createGraphiQLFetcher({ url: '/graphql' });
const example = `# Who asks, and what is owed. Sign in to the portal in this browser first,
# or set the header {"authorization": "Bearer <API key>"} below.
query Overview {
  viewer {
    kind
    debtor {
      name
      debts(first: 5) {
        nodes {
          creditor { name }
          balance { total { amount currency } }
        }
      }
    }
  }
}
`;

createRoot(document.getElementById('graphiql')!).render(
  <GraphiQL fetcher={fetcher} defaultQuery={example} />,
);
