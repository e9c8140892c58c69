import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { StandingDecision } from '#contract/orders/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { call } from '../data/call.ts';
import { formatCount, formatDate, formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { CreateDecision } from './CreateDecision.tsx';

const Revoke = ({ decision }: { decision: StandingDecision }) => {
  const t = useT().console.standing;
  const notify = useNotify();
  const client = useQueryClient();
  const mayDecide = useMay('standing-decisions.decide');
  const [asking, setAsking] = useState(false);
  if (decision.revokedAt) {
    return <ToneChip label={fill(t.revoked, { date: formatDate(decision.revokedAt) })} tone="ended" />;
  }
  if (!mayDecide) return null;
  const revoke = async (note: string | undefined) => {
    await call('standingDecisions.revoke', { params: { id: decision.id }, body: { note: note ?? '' } });
    notify(t.revokedDone, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['standing-decisions'] });
  };
  return (
    <>
      <Button size="small" color="error" variant="outlined" onClick={() => setAsking(true)}>
        {t.revoke}
      </Button>
      {asking ? (
        <ActDialog
          title={t.revokeTitle}
          text={t.revokeText}
          note="required"
          yes={t.revoke}
          danger
          onYes={revoke}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

function useColumns(): Column<StandingDecision>[] {
  const t = useT();
  const { columns, usage } = t.console.standing;
  return [
    { key: 'user', label: columns.user, card: 'title', render: (decision) => decision.institutionName },
    { key: 'product', label: columns.product, card: 'subtitle', render: (decision) => decision.productName },
    {
      key: 'period',
      label: columns.period,
      render: (decision) => `${formatDay(decision.validFrom)} – ${formatDay(decision.validTo)}`,
    },
    {
      key: 'units',
      label: columns.units,
      align: 'right',
      render: (decision) =>
        fill(usage, { used: formatCount(decision.usedUnits), max: formatCount(decision.maxUnits) }),
    },
    {
      key: 'by',
      label: columns.by,
      sort: 'decidedAt',
      render: (decision) => `${decision.decidedByName}, ${formatDate(decision.decidedAt)}: ${decision.note}`,
    },
    {
      key: 'actions',
      label: columns.actions,
      card: 'bare',
      render: (decision) => <Revoke decision={decision} />,
    },
  ];
}

/** Decisions for Rp0 products that hold for a PKS year. */
const DecisionList = () => {
  const t = useT();
  const mayDecide = useMay('standing-decisions.decide');
  const [creating, setCreating] = useState(false);
  return (
    <>
      <ListPage<StandingDecision>
        title={t.console.standing.title}
        help={t.console.standing.help}
        columns={useColumns()}
        sort={{ field: 'decidedAt', order: 'DESC' }}
        actions={
          mayDecide ? (
            <Button variant="contained" onClick={() => setCreating(true)}>
              {t.console.standing.create}
            </Button>
          ) : null
        }
        empty={t.console.standing.empty}
      />
      {creating ? <CreateDecision onClose={() => setCreating(false)} /> : null}
    </>
  );
};
export default DecisionList;
