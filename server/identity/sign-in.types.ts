import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Viewer } from '../features/agents/viewer.types.ts';
import { Language } from '../features/debtors/debtor.types.ts';
import { DateTimeScalar } from '../graph/scalars.ts';

import { unionOf } from '../graph/union.ts';
import { CodeError } from '../graph/user-errors.types.ts';

@InputType({
  description: 'Who somebody says they are. It opens nothing by itself: a code is sent to what is on file.',
})
export class StartSignInInput {
  @Field(() => String, {
    description: 'The reference on a letter: `Q7F2-K9MX-4T`. Case, spaces and dashes do not matter.',
  })
  reference: string;

  @Field(() => String, {
    description: 'Date of birth (`1990-01-31` or `19900131`) or the last four of the ID number.',
  })
  fact: string;

  @Field(() => Language, {
    nullable: true,
    description: 'The language of the code’s text; else the one on file.',
  })
  language?: Language | null;
}

@InputType({ description: 'Asks for another code.' })
export class ResendCodeInput {
  @Field(() => ID, { description: 'As answered by `startSignIn`.' })
  challengeId: string;
}

@InputType({ description: 'A code as it was received.' })
export class VerifyCodeInput {
  @Field(() => ID, { description: 'As answered by `startSignIn`.' })
  challengeId: string;

  @Field(() => String, { description: 'Six digits.' })
  code: string;
}

@InputType({ description: 'A letter or message has come to the wrong person.' })
export class ReportNotMeInput {
  @Field(() => String, { description: 'The reference on it.' })
  reference: string;
}

@InputType({ description: 'An agent’s credentials, all three at once.' })
export class SignInAgentInput {
  @Field(() => String, { description: 'E-mail address.' })
  email: string;

  @Field(() => String, { description: 'Password.' })
  password: string;

  @Field(() => String, {
    description: 'Six digits from the authenticator app; each is good for one sign-in.',
  })
  totp: string;
}

@ObjectType({
  description:
    'If what was given matches, a code is on its way to a contact point on file. The answer is the same if not: who is on file is not told. No more than three codes in 15 minutes and ten a day go to one contact point.',
})
export class StartSignInPayload {
  @Field(() => ID, { description: 'Names this attempt; needed with the code.' })
  challengeId: string;

  @Field(() => DateTimeScalar, {
    description: 'Until when a code can be entered; asking for another does not move it.',
  })
  expiresAt: string;

  @Field(() => DateTimeScalar, { description: 'From when on it makes sense to ask for another code.' })
  resendAfter: string;
}

@ObjectType({ description: 'A new session; its token is in the cookie of this answer and nowhere else.' })
export class SignedIn {
  @Field(() => Viewer, { description: 'Who is signed in now.' })
  viewer: Viewer;
}

@ObjectType({ description: 'The session has ended, if there was one.' })
export class SignedOut {
  @Field(() => Boolean, { description: 'Always true.' })
  ok: boolean;
}

@ObjectType({ description: 'Thank you. The same answer for every reference.' })
export class NotMeReported {
  @Field(() => Boolean, { description: 'Always true.' })
  ok: boolean;
}

export const VerifyCodeResult = unionOf(
  'VerifyCodeResult',
  'Codes: `CODE_WRONG` (a code takes 5 tries; 20 wrong ones in a row and none works until the creditor has renewed the contact details), `CODE_NO_LONGER_VALID` (used, too old, or no tries left).',
  () => [SignedIn, CodeError] as const,
);

export const SignInAgentResult = unionOf(
  'SignInAgentResult',
  'Code: `SIGN_IN_REFUSED`, whatever was wrong; 15 minutes of waiting after 10 failures in a row.',
  () => [SignedIn, CodeError] as const,
);
