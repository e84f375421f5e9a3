import type { ValueTransformer } from 'typeorm';

/** int8 arrives from the driver as text, because JavaScript numbers end at 2^53. */
export const bigintColumn: ValueTransformer = {
  from: (stored: string | null): bigint | null => (stored === null ? null : BigInt(stored)),
  to: (value: bigint | null | undefined): string | null | undefined =>
    typeof value === 'bigint' ? value.toString() : value,
};
