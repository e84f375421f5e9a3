import { useState } from 'react';
import { useGraph } from '../../data.tsx';
import { type Client, ClientsQuery } from './clients.queries.ts';

const storageKey = 'quittance.agent.clients';
/** As many as the graph looks up at once. */
const mostClients = 100;

/** The graph finds clients by id only, so this browser remembers those that were made or looked up here. */
export function useClients() {
  const [ids, setIds] = useState(rememberedIds);
  const from = useGraph(ClientsQuery, { ids }, { pause: ids.length === 0 });
  const clients = (from.data?.nodes ?? []).filter(
    (node) => node?.__typename === 'ApiClient',
  ) as readonly Client[];

  function remember(id: string) {
    const next = [id, ...ids.filter((known) => known !== id)].slice(0, mostClients);
    localStorage.setItem(storageKey, JSON.stringify(next));
    setIds(next);
  }

  return { from, clients, isEmpty: ids.length === 0, remember };
}

function rememberedIds(): string[] {
  const text = localStorage.getItem(storageKey);
  return text === null ? [] : (JSON.parse(text) as string[]);
}
