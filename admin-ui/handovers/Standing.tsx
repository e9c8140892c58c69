import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Handover } from '#contract/metering/handover-http';
import { ActDialog } from '../common/ActDialog.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import { call } from '../data/call.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

const shortestReason = 10;

const Reversed = ({ reversal }: { reversal: NonNullable<Handover['reversal']> }) => {
  const { handovers: t } = useT().deliveryPages;
  const mayOpen = useMay('vouchers.read');
  const { voucherId, voucherNumber: number } = reversal;
  return (
    <Box sx={{ minWidth: 180 }}>
      <ToneChip label={t.reversed} tone="bad" />
      <Typography variant="body2" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
        {reversal.reason}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {fill(t.reversedBy, { name: reversal.reversedByName, time: formatInstant(reversal.reversedAt) })}{' '}
        {t.returnedAs}{' '}
        {mayOpen ? (
          <MuiLink component={Link} to={`/vouchers/${voucherId}/show`}>
            {number}
          </MuiLink>
        ) : (
          number
        )}
      </Typography>
    </Box>
  );
};

/** Whether a handover holds, and the way out for one that was recorded wrongly. */
export const Standing = ({ handover }: { handover: Handover }) => {
  const { handovers: t } = useT().deliveryPages;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { id, reversal, mayReverse, voucherNumber: number, units, unit } = handover;
  const reverse = async (reason = '') => {
    await call('handovers.reverse', { params: { id }, body: { reason } });
    notify(t.reverseDone, { type: 'success' });
    for (const queryKey of [['handovers'], ['awaiting-handovers'], ['vouchers']]) {
      void client.invalidateQueries({ queryKey });
    }
  };
  if (reversal) return <Reversed reversal={reversal} />;
  return (
    <>
      <ToneChip label={t.holds} tone="good" />
      {mayReverse ? (
        <Button size="small" color="error" sx={{ display: 'block', mt: 0.5 }} onClick={() => setAsking(true)}>
          {t.reverse}
        </Button>
      ) : null}
      {asking ? (
        <ActDialog
          title={fill(t.reverseTitle, { number })}
          text={fill(t.reverseText, { quantity: `${formatCount(units)} ${unit}` })}
          note="required"
          noteLabel={t.reverseReason}
          noteHelp={t.reverseReasonHelp}
          shortest={{ letters: shortestReason, said: t.reverseReasonShort }}
          longest={500}
          yes={t.reverse}
          danger
          onYes={reverse}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};
