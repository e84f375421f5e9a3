/** How long a session lives, ASVS 7.3 and NIST SP 800-63B-4 section 2: idle and at the very most. */

/** As PostgreSQL intervals, for `enter_session`; a key is not idle: it ends on its day. */
export const sessionIdle = { DEBTOR: '15 minutes', AGENT: '30 minutes', INTEGRATOR: null } as const;

export const sessionLife = { hours: 12 } as const;
