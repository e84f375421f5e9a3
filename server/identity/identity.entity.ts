import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentRole, ApiScope } from './actor.ts';
import type { CodePurpose } from './one-time-code.ts';

@Entity('code_challenge')
export class CodeChallengeEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null when nobody was found: then no code opens it. */
  @Column({ type: 'uuid', name: 'debtor_id', nullable: true })
  debtorId: string | null;

  @Column({ type: 'uuid', name: 'contact_point_id', nullable: true })
  contactPointId: string | null;

  @Column({ type: 'text' })
  purpose: CodePurpose;

  /** What the code is for: the creditor whose reference was typed, or the proposal to be signed. */
  @Column({ type: 'uuid', name: 'subject_id', nullable: true })
  subjectId: string | null;

  @Column({ type: 'bytea', name: 'code_hash' })
  codeHash: Buffer;

  @Column({ type: 'int' })
  tries: number;

  @Column({ type: 'int' })
  sends: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  usedAt: Date | null;
}

@Entity('debtor_session')
export class DebtorSessionEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Whose reference was used to sign in. */
  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'bytea', name: 'token_hash' })
  tokenHash: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'last_seen_at' })
  lastSeenAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;
}

@Entity('misdirected_contact')
export class MisdirectedContactEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'bytea', name: 'reference_hash' })
  referenceHash: Buffer;

  @Column({ type: 'timestamptz', name: 'reported_at' })
  reportedAt: Date;
}

@Entity('agent')
export class AgentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  role: AgentRole;

  @Column({ type: 'text', name: 'password_hash' })
  passwordHash: string;

  /** Sealed; see `secret-box.ts`. */
  @Column({ type: 'text', name: 'totp_secret' })
  totpSecret: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}

@Entity('agent_session')
export class AgentSessionEntity {
  @PrimaryColumn({ type: 'uuid', name: 'agent_id' })
  agentId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'bytea', name: 'token_hash' })
  tokenHash: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'last_seen_at' })
  lastSeenAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;
}

@Entity('api_client')
export class ApiClientEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}

@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid', name: 'api_client_id' })
  apiClientId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Written and never read: `enter_session` compares it. */
  @Column({ type: 'bytea', name: 'token_hash', select: false })
  tokenHash: Buffer;

  @Column({ type: 'text', array: true })
  scopes: ApiScope[];

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;
}
