/** Whose law a creditor's claims follow; picks the defaults of its policy. */
export const Jurisdiction = { CN: 'CN', US: 'US', UK: 'UK', TW: 'TW' } as const;
export type Jurisdiction = keyof typeof Jurisdiction;
