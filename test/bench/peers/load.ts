import autocannon from 'autocannon';

interface Job {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: readonly { method: string; headers: Record<string, string>; body?: string }[];
}

/** One measured stretch, described on standard input; the figures go to standard output. */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const { url, connections, seconds, requests } = JSON.parse(Buffer.concat(chunks).toString()) as Job;

let client = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [requests[0]!],
  setupClient: (one: { setRequests(list: readonly unknown[]): void }) => {
    // Each connection walks through all people, from a place of its own.
    const from = Math.floor((requests.length * client++) / connections);
    one.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
  },
});
const { errors, timeouts, non2xx, latency, throughput, requests: answered, duration } = result;
const figures = {
  perSecond: answered.total / duration,
  p50: latency.p50,
  p99: latency.p99,
  bytes: throughput.total / answered.total,
  failed: errors + timeouts + non2xx,
};
process.stdout.write(JSON.stringify(figures));
