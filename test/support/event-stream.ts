import { setTimeout as sleep } from 'node:timers/promises';
import type { As, GraphAnswer } from './graph-client.ts';

type Answer = GraphAnswer<Record<string, unknown>>;

/** A subscription over server-sent events, by a real connection. */
export class EventStream {
  readonly #answers: Answer[] = [];

  private constructor(private readonly abort: AbortController) {}

  static async open(url: string, query: string, as: As): Promise<EventStream> {
    const abort = new AbortController();
    const stream = new EventStream(abort);
    const response = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...as },
      body: JSON.stringify({ query }),
      signal: abort.signal,
    });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      stream.#answers.push((await response.json()) as Answer);
    } else if (response.body) {
      void stream.#read(response.body);
    }
    return stream;
  }

  /** This many answers, and whatever else comes within a moment; fewer after 5 seconds. */
  async take(count: number): Promise<readonly Answer[]> {
    for (let waited = 0; this.#answers.length < count && waited < 5000; waited += 20) await sleep(20);
    await sleep(100);
    return this.#answers;
  }

  close(): void {
    this.abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    try {
      const decoder = new TextDecoder();
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const messages = text.split('\n\n');
        text = messages.pop()!;
        for (const message of messages) {
          const data = /^event: next\ndata: (.*)$/m.exec(message)?.[1];
          if (data) this.#answers.push(JSON.parse(data) as Answer);
        }
      }
    } catch (error) {
      if (!this.abort.signal.aborted) throw error;
    }
  }
}
