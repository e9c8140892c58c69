import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { NoticeStatus } from '#contract/orders/codes';
import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { type Tone, ToneChip } from '../../common/StatusChip.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';

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

/** Every message about this request: sent, waiting, failed or left out, and how far it came on the phone. */
export const NoticesSection = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const { notices } = t.requestPages;
  return (
    <Section title={notices.title}>
      {request.notices.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {notices.none}
        </Typography>
      ) : null}
      {request.notices.map((notice) => (
        <Box key={notice.id} sx={{ mb: 1.25 }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <Typography sx={{ fontWeight: 600, fontSize: '0.92rem' }}>
              {nameOf(t, notice.template)}
            </Typography>
            <ToneChip label={t.orders.noticeStatus[notice.status]} tone={tones[notice.status]} />
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {[
              notice.channel === 'WHATSAPP' ? 'WhatsApp' : 'E-mail',
              formatInstantIn(notice.sentAt ?? notice.createdAt, request.zone),
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
      ))}
    </Section>
  );
};
