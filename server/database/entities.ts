import { ActivityEventEntity } from '../features/activity/activity-event.entity.ts';
import { CreditorEntity } from '../features/creditors/creditor.entity.ts';
import { ContactPointEntity } from '../features/debtors/contact-point.entity.ts';
import { DebtorEntity } from '../features/debtors/debtor.entity.ts';
import { DebtEntity } from '../features/debts/debt.entity.ts';
import { OutboxMessageEntity } from '../features/messages/message.entity.ts';
import { PaymentEntity } from '../features/payments/payment.entity.ts';
import {
  AgreementEntity,
  CollectionHoldEntity,
  InstalmentEntity,
  PlanEntity,
} from '../features/plans/plan.entity.ts';
import { PlanOfferEntity, PlanProposalEntity } from '../features/plans/proposal.entity.ts';
import { CreditorPolicyEntity } from '../features/policies/creditor-policy.entity.ts';
import { RuleDecisionEntity } from '../features/policies/rule-decision.entity.ts';
import {
  AgentEntity,
  AgentSessionEntity,
  ApiClientEntity,
  ApiKeyEntity,
  CodeChallengeEntity,
  DebtorSessionEntity,
  MisdirectedContactEntity,
} from '../identity/identity.entity.ts';

/** Every class that TypeORM may write. */
export const entities = [
  ActivityEventEntity,
  AgentEntity,
  AgentSessionEntity,
  AgreementEntity,
  ApiClientEntity,
  ApiKeyEntity,
  CodeChallengeEntity,
  CollectionHoldEntity,
  ContactPointEntity,
  CreditorEntity,
  CreditorPolicyEntity,
  DebtEntity,
  DebtorEntity,
  DebtorSessionEntity,
  InstalmentEntity,
  MisdirectedContactEntity,
  OutboxMessageEntity,
  PaymentEntity,
  PlanEntity,
  PlanOfferEntity,
  PlanProposalEntity,
  RuleDecisionEntity,
];
