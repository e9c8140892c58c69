import { Box, Button, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import { caseStatuses } from '#contract/orders/codes';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { ActDialog } from './ActDialog.tsx';
import { ChoiceFilter } from './filters.tsx';
import { ToneChip } from './StatusChip.tsx';

/** A thing for staff to look into: open, or closed by somebody with a note. */
export interface Case {
  readonly id: string;
  readonly status: (typeof caseStatuses)[number];
  readonly note: string | null;
  readonly closedByName: string | null;
  readonly closedAt: string | null;
}

export const CaseState = ({ item }: { item: Case }) => {
  const t = useT();
  return (
    <Box sx={{ maxWidth: 260 }}>
      <ToneChip
        label={t.orders.caseStatus[item.status]}
        tone={item.status === 'TERBUKA' ? 'waiting' : 'ended'}
      />
      {item.closedByName && item.closedAt ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
          {fill(t.console.unmatched.closedBy, {
            name: item.closedByName,
            time: formatInstant(item.closedAt),
          })}
          {item.note ? `: ${item.note}` : null}
        </Typography>
      ) : null}
    </Box>
  );
};

/** Closes a case with a note, for whoever may. */
export const CloseCase = (props: {
  item: Case;
  resource: string;
  close: (note: string) => Promise<unknown>;
}) => {
  const t = useT().console;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  if (props.item.status !== 'TERBUKA') return null;
  const close = async (note: string | undefined) => {
    await props.close(note ?? '');
    notify(t.unmatched.closed, { type: 'success' });
    void client.invalidateQueries({ queryKey: [props.resource] });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  };
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setAsking(true)}>
        {t.unmatched.close}
      </Button>
      {asking ? (
        <ActDialog
          title={t.unmatched.closeTitle}
          text={t.unmatched.closeText}
          note="required"
          yes={t.unmatched.close}
          onYes={close}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

export const CaseStatusFilter = () => {
  const t = useT();
  const choices = caseStatuses.map((id) => ({ id, name: t.orders.caseStatus[id] }));
  return <ChoiceFilter name="status" label={t.console.common.status} choices={choices} />;
};
