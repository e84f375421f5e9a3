import { connect } from 'node:net';

/** Sends bytes as they are, because a client library would refuse to; answers the status line's code. */
export function sendRaw(url: string, bytes: string | Buffer, timeoutMs = 10_000): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes));
    let answer = '';
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('No answer came.')));
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
  });
}
