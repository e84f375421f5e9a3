/** The running sign-in: which code is awaited. It holds nothing that was typed. */
export interface Challenge {
  readonly challengeId: string;
  readonly expiresAt: string;
  readonly resendAfter: string | null;
  readonly next: string;
}

export const challengeDraft = 'sign-in';
