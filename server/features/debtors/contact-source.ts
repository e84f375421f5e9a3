/** The lawful origins of contact data (CN-CON-09); a contact point without one is not stored. */
export const ContactSource = {
  CONTRACT: 'CONTRACT',
  RESERVED_DATA: 'RESERVED_DATA',
  AUTHORISATION: 'AUTHORISATION',
  PUBLIC_SOURCE: 'PUBLIC_SOURCE',
  RESERVED_CONTACT: 'RESERVED_CONTACT',
  BUREAU_QUERY: 'BUREAU_QUERY',
} as const;
export type ContactSource = keyof typeof ContactSource;
