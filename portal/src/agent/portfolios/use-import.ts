import { useState } from 'react';
import { useAct } from '../../data.tsx';
import { forgetRequest, requestId } from '../../draft.ts';
import { problemsOf } from '../../problems.ts';
import type { Problems } from '../../ui/field.tsx';
import { useWords } from '../../words.tsx';
import { agentWords } from '../parts/agent-words.ts';
import { digestOf, type PortfolioFile, readMapping } from './portfolio-file.ts';
import { ImportPortfolioMutation } from './portfolios.queries.ts';

export interface ImportWish {
  /** JSON as typed. */
  readonly mapping: string;
  readonly dryRun: boolean;
  readonly allOrNothing: boolean;
}

interface ImportOutcome {
  readonly runId?: string;
  readonly problems?: Problems;
}

const request = 'agent.import';

/** Sends a file. If the connection breaks, sending the same again finds the same run. */
export function useImport() {
  const words = agentWords(useWords());
  const { act, trouble } = useAct(ImportPortfolioMutation);
  const [busy, setBusy] = useState(false);

  async function start(file: PortfolioFile, wish: ImportWish): Promise<ImportOutcome> {
    const mapping = file.format === 'CSV' ? readMapping(wish.mapping) : null;
    if (mapping === undefined) return { problems: { mapping: words.t('agent.import.problem.mapping') } };
    const { dryRun, allOrNothing } = wish;
    const { name: fileName, format, content } = file;
    setBusy(true);
    const sha256 = await digestOf(content);
    const id = requestId(request, { sha256, fileName, format, mapping, dryRun, allOrNothing });
    const input = { id, fileName, format, content, mapping, dryRun, allOrNothing };
    const result = (await act({ input }))?.importPortfolio;
    setBusy(false);
    if (!result) return {};
    forgetRequest(request);
    if (result.__typename === 'ImportPortfolioSuccess') return { runId: result.importRun.id };
    return { problems: problemsOf(result, words, importFields) };
  }

  return { start, busy, trouble };
}

const importFields = { content: 'file', fileName: 'file', format: 'file', mapping: 'mapping' };
