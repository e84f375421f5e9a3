import { assertNever } from '../../kernel/errors.ts';

export type Channel = 'SMS' | 'EMAIL';

export interface Destination {
  readonly channel: Channel;
  readonly value: string;
}

/**
 * Texts that leave the house, by key `message.<template>` in `server/locales`. Anybody may be looking at the
 * screen they appear on: no name, amount, creditor, nor what it is about.
 */
export type MessageTemplate = 'SIGN_IN_CODE' | 'SIGNING_CODE';

/** Enough for its owner to know it again, too little to write to it: `•••• 5678`, `w•••@example.com`. */
export function maskDestination({ channel, value }: Destination): string {
  switch (channel) {
    case 'SMS':
      return `•••• ${value.slice(-4)}`;
    case 'EMAIL': {
      const at = value.lastIndexOf('@');
      return `${value.slice(0, 1)}•••${at < 1 ? '' : value.slice(at)}`;
    }
    default:
      return assertNever(channel);
  }
}
