import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { NoticeStatus } from '#contract/orders/codes';
import type { NoticeRow } from '#contract/orders/notice-row';
import { type Bundle, useT } from '../i18n/texts.ts';
import { type Tone, ToneChip } from './StatusChip.tsx';

const tones = {
  QUEUED: 'waiting',
  SENT: 'good',
  FAILED: 'bad',
  SKIPPED: 'ended',
} as const satisfies Record<NoticeStatus, Tone>;

type Words = Readonly<Record<string, string>>;

/** The message's name as staff know it; a template without a name shows as its code. */
const nameOf = (t: Bundle, template: string): string =>
  (t.whatsapp.template as Words)[template] ?? (t.console.notice as Words)[template] ?? template;

/** A log of messages: sent, waiting, failed or left out and why, and how far each came on the phone. */
export const NoticeList = (props: {
  notices: readonly NoticeRow[];
  /** A moment as the page writes it. */
  time: (instant: string) => string;
}) => {
  const t = useT();
  const { notices } = t.requestPages;
  if (props.notices.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {notices.none}
      </Typography>
    );
  }
  return props.notices.map((notice) => (
    <Box key={notice.id} sx={{ mb: 1.25 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: 1 }}>
        <Typography sx={{ fontWeight: 600, fontSize: '0.92rem' }}>{nameOf(t, notice.template)}</Typography>
        <ToneChip label={t.orders.noticeStatus[notice.status]} tone={tones[notice.status]} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {[
          notices.channel[notice.channel],
          props.time(notice.sentAt ?? notice.createdAt),
          notice.deliveryStatus
            ? ((t.whatsapp.delivery as Words)[notice.deliveryStatus] ?? notice.deliveryStatus)
            : null,
          notice.attempts > 1 ? fill(notices.attempts, { attempts: notice.attempts }) : null,
          notice.lastError,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography>
    </Box>
  ));
};
