import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { OrderDetail } from '#contract/orders/schemas';
import { Section } from '../../common/Facts.tsx';
import { ToneChip } from '../../common/StatusChip.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

const tones = { QUEUED: 'waiting', SENT: 'good', FAILED: 'bad', SKIPPED: 'ended' } as const;

type Notice = OrderDetail['notices'][number];

/** Mails about the same thing that stand alike, as one row with the number of recipients. */
export function gatherNotices(notices: readonly Notice[]): { notice: Notice; recipients: number }[] {
  const rows = new Map<string, { notice: Notice; recipients: number }>();
  for (const notice of notices) {
    const key = [notice.template, notice.status, notice.attempts, notice.lastError].join(' ');
    const row = rows.get(key);
    if (row) row.recipients += 1;
    else rows.set(key, { notice, recipients: 1 });
  }
  return [...rows.values()];
}

/** Log of the mails about this order: sent, waiting, failed and why. */
export const NoticesSection = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  return (
    <Section title={t.console.detail.notices}>
      {order.notices.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.detail.noNotices}
        </Typography>
      ) : null}
      {gatherNotices(order.notices).map(({ notice, recipients }) => (
        <Box key={notice.id} sx={{ mb: 1.25 }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: 1 }}>
            <Typography sx={{ fontWeight: 600, fontSize: '0.92rem' }}>
              {t.console.notice[notice.template]}
            </Typography>
            <ToneChip label={t.orders.noticeStatus[notice.status]} tone={tones[notice.status]} />
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {formatInstant(notice.sentAt ?? notice.createdAt)} ·{' '}
            {fill(t.console.detail.recipients, { count: recipients })}
            {notice.attempts > 1
              ? ` · ${fill(t.console.detail.noticeAttempts, { attempts: notice.attempts })}`
              : null}
            {notice.lastError ? ` · ${notice.lastError}` : null}
          </Typography>
        </Box>
      ))}
    </Section>
  );
};
