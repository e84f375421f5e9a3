import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** How often each race is run; set in vitest.config.ts. */
    raceRounds: number;
  }
}

export const raceRounds = inject('raceRounds');
