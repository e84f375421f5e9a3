import cn from '../../../schema/packs/cn.json' with { type: 'json' };
import tw from '../../../schema/packs/tw.json' with { type: 'json' };
import uk from '../../../schema/packs/uk.json' with { type: 'json' };
import us from '../../../schema/packs/us.json' with { type: 'json' };
import type { Jurisdiction } from '../creditors/jurisdiction.ts';

/** What the law and its customs say where a creditor works; a version is never edited. */
export interface Pack {
  readonly pack: string;
  readonly version: string;
  /** Nobody may agree on a longer plan; null where no rule says so. */
  readonly planLimit: { readonly ruleId: string; readonly maxMonths: number } | null;
  /** When an agreement counts as broken: printed on it, and applied as printed. */
  readonly breach: {
    readonly graceDays: number;
    readonly missedInstalments: number;
    readonly daysOverdue: number;
    readonly cureDays: number;
  };
  /** The blocks that an agreement must have; it leaves out the others. The undertaking is Art. 70's (CN-PLAN-03). */
  readonly agreementBlocks: readonly string[];
}

const packs: Readonly<Record<Jurisdiction, Pack>> = { CN: cn, US: us, UK: uk, TW: tw };

export function packFor(jurisdiction: Jurisdiction): Pack {
  return packs[jurisdiction];
}
