import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { OrderDetail, OrderTimelineRow } from '#contract/orders/schemas';
import { Section } from '../../common/Facts.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';

const actionText = (t: Bundle, action: string): string =>
  action === 'submit'
    ? t.orders.submitted
    : ((t.orders.action as Readonly<Record<string, string>>)[action] ?? action);

const Row = ({ row, last }: { row: OrderTimelineRow; last: boolean }) => {
  const t = useT();
  const role = (t.actors as Readonly<Record<string, string>>)[row.actorRole] ?? row.actorRole;
  const unit = [row.actorUnit, role]
    .filter((text, index, all) => text && all.indexOf(text) === index)
    .join(', ');
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '18px minmax(0, 1fr)', columnGap: 1.5 }}>
      <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
        <Box
          sx={{
            width: 11,
            height: 11,
            mt: 0.7,
            borderRadius: '50%',
            backgroundColor: last ? 'primary.main' : 'background.paper',
            border: '2px solid',
            borderColor: 'primary.main',
            flexShrink: 0,
          }}
        />
        <Box sx={{ width: 2, flex: 1, backgroundColor: 'divider', mt: 0.5 }} />
      </Box>
      <Box sx={{ pb: 1.75, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650, fontSize: '0.94rem' }}>
          {actionText(t, row.action)}{' '}
          <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
            → {t.orders.status[row.to]}
          </Box>
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {formatInstant(row.at)} ·{' '}
          {row.actorName === role
            ? row.actorName
            : fill(t.console.detail.timelineBy, { name: row.actorName, unit })}
        </Typography>
        {row.note ? (
          <Typography
            variant="body2"
            sx={{
              mt: 0.5,
              pl: 1,
              borderLeft: '3px solid',
              borderColor: 'divider',
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
            }}
          >
            {fill(t.console.detail.timelineNote, { note: row.note })}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
};

/** Timeline: when, what, who, and the note; the newest first. */
export const TimelineSection = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const rows = [...order.timeline].sort((a, b) => b.version - a.version);
  return (
    <Section title={t.console.detail.timeline}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row, index) => (
          <Row key={row.version} row={row} last={index === 0} />
        ))}
      </Box>
    </Section>
  );
};
