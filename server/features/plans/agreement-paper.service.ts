import type { DataSource } from 'typeorm';
import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../identity/actor.ts';
import { authorise } from '../../identity/permissions.ts';
import { AppError } from '../../kernel/errors.ts';
import { wordsFor } from '../../locales/words.ts';
import { renderAgreementPdf } from '../documents/agreement.pdf.ts';
import type { AgreementDocument } from '../documents/agreement-document.ts';
import { sha256Hex } from '../documents/canonical-json.ts';
import { rowKey } from './proposal-step.service.ts';
import { findAgreement } from './signing.repository.ts';

/** The agreement on paper: printed anew each time from what was signed, always the same bytes. */
export class AgreementPaperService {
  constructor(private readonly deps: { readonly source: DataSource }) {}

  /** Throws NOT_FOUND for an agreement that is not the actor's to see. */
  async pdfFor(actor: Actor, agreementId: string): Promise<Buffer> {
    const key = rowKey('Agreement', agreementId);
    const agreement = await inTransaction(this.deps.source, actor, (tx) => findAgreement(tx, key));
    if (agreement === null) throw new AppError('NOT_FOUND');
    authorise(actor, 'agreement.read', agreement);
    if (sha256Hex(agreement.canonicalJson) !== agreement.sha256) {
      throw new Error(`The agreement ${agreement.id} is not what was signed: its hash differs.`);
    }
    const document = JSON.parse(agreement.canonicalJson) as AgreementDocument;
    return renderAgreementPdf(document, wordsFor(document.language));
  }
}
