import { useCallback, useState } from 'react';

const prefix = 'quittance:draft:';

/** State that survives a reload of the tab: what somebody typed is never lost. */
export function useDraft<Value>(name: string, initial: Value) {
  const key = prefix + name;
  const [value, setValue] = useState<Value>(() => readDraft(name) ?? initial);
  const set = useCallback(
    (next: Value) => {
      sessionStorage.setItem(key, JSON.stringify(next));
      setValue(next);
    },
    [key],
  );
  const clear = useCallback(() => sessionStorage.removeItem(key), [key]);
  return [value, set, clear] as const;
}

export function readDraft<Value>(name: string): Value | null {
  const text = sessionStorage.getItem(prefix + name);
  return text === null ? null : (JSON.parse(text) as Value);
}

export function saveDraft(name: string, value: unknown): void {
  sessionStorage.setItem(prefix + name, JSON.stringify(value));
}

export function clearDraft(name: string): void {
  sessionStorage.removeItem(prefix + name);
}

export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/**
 * The id of a request: the same content asked twice (a double tap, a retry, a reload) carries the same id, so the
 * server does it once; other content is another request.
 */
export function requestId(name: string, content: unknown): string {
  const key = requestKey(name);
  const text = JSON.stringify(content);
  const kept = readDraft<{ id: string; text: string }>(key);
  if (kept?.text === text) return kept.id;
  const id = crypto.randomUUID();
  saveDraft(key, { id, text });
  return id;
}

/** The request was answered: the same content asked again later is another wish. */
export function forgetRequest(name: string): void {
  clearDraft(requestKey(name));
}

function requestKey(name: string): string {
  return `request:${name}`;
}
