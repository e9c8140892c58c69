import { fill } from '#contract/i18n/index';
import type { OrderDetail, OrderTimelineRow } from '#contract/orders/schemas';
import { Section } from '../../common/Facts.tsx';
import { Timeline, type TimelineEntry } from '../../common/Timeline.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';

const actionText = (t: Bundle, action: string): string =>
  action === 'submit'
    ? t.orders.submitted
    : ((t.orders.action as Readonly<Record<string, string>>)[action] ?? action);

function entryOf(t: Bundle, row: OrderTimelineRow): TimelineEntry {
  const role = (t.actors as Readonly<Record<string, string>>)[row.actorRole] ?? row.actorRole;
  const unit = [row.actorUnit, role]
    .filter((text, index, all) => text && all.indexOf(text) === index)
    .join(', ');
  const by =
    row.actorName === role ? row.actorName : fill(t.console.detail.timelineBy, { name: row.actorName, unit });
  return {
    key: row.version,
    title: actionText(t, row.action),
    to: t.orders.status[row.to],
    meta: `${formatInstant(row.at)} · ${by}`,
    note: row.note ? fill(t.console.detail.timelineNote, { note: row.note }) : null,
  };
}

/** Timeline: when, what, who, and the note; the newest first. */
export const TimelineSection = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const rows = [...order.timeline].sort((a, b) => b.version - a.version);
  return (
    <Section title={t.console.detail.timeline}>
      <Timeline entries={rows.map((row) => entryOf(t, row))} />
    </Section>
  );
};
