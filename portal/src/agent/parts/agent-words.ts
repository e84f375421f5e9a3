import type { Words } from '../../words.tsx';

/** The portal's words speak to the person; where the agents' side has its own for the same id, those. */
export function agentWords(words: Words): Words {
  return {
    ...words,
    find: (key, values) => words.find(`agent.${key}`, values) ?? words.find(key, values),
  };
}
