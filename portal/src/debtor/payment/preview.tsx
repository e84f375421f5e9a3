import { MakeUp } from '../../shared/balance/make-up.tsx';
import { Card } from '../../ui/card.tsx';
import { Money } from '../../ui/money.tsx';
import { Facts } from '../../ui/table.tsx';
import { useWords } from '../../words.tsx';
import type { PaymentPreview } from './use-preview.ts';

export function Preview({ preview, pending }: { preview: PaymentPreview; pending: boolean }) {
  const { t } = useWords();
  return (
    <div aria-busy={pending}>
      <Card title={t('pay.usedFor')}>
        <MakeUp title={t('pay.usedFor')} parts={preview.allocation} />
        <Facts
          facts={[
            [t('pay.before'), <Money key="before" value={preview.balanceBefore} />],
            [t('pay.after'), <Money key="after" value={preview.balanceAfter} />],
          ]}
        />
      </Card>
    </div>
  );
}
