import { type FormEvent, useState } from 'react';
import { useDraft } from '../../draft.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useWords } from '../../words.tsx';
import type { Proposal } from './decide.queries.ts';

interface DeclineDialogProps {
  readonly open: boolean;
  readonly proposal: Proposal;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onYes: (reason: string) => void;
}

/** The name of the draft; kept through a conflict and a reload, dropped when the refusal stands. */
export function reasonDraft(proposalId: string): string {
  return `agent.decline.${proposalId}`;
}

/** A refusal says why, in words that the person can do something with. */
export function DeclineDialog({ open, proposal, busy, onClose, onYes }: DeclineDialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useDraft(reasonDraft(proposal.id), '');
  const [problem, setProblem] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const given = reason.trim();
    setProblem(given === '' ? t('agent.decline.problem') : undefined);
    if (given === '') document.getElementById('reason')?.focus();
    else onYes(given);
  }

  return (
    <Dialog open={open} title={t('agent.decline.title')} onClose={onClose}>
      <Form onSubmit={submit}>
        <TextArea
          name="reason"
          label={t('agent.decline.reason')}
          hint={t('agent.decline.hint', { language: t(`agent.language.${proposal.debtor.language}`) })}
          problem={problem}
          rows={4}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        <ButtonRow>
          <Button type="submit" busy={busy}>
            {t('agent.decide.decline')}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </Dialog>
  );
}
