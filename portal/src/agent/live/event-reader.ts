export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Splits text into server-sent events; what is not complete yet waits for the next piece. */
export function makeEventReader(onEvent: (event: ServerSentEvent) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = readBlock(block);
      if (event) onEvent(event);
    }
  };
}

/** Null for a comment, which only keeps the connection open. */
function readBlock(block: string): ServerSentEvent | null {
  let event = '';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice('event:'.length).trim();
    else if (line.startsWith('data:')) data.push(line.slice('data:'.length).trimStart());
  }
  return event === '' ? null : { event, data: data.join('\n') };
}
