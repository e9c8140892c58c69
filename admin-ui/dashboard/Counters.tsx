import type { DashboardCounter } from '#contract/orders/schemas';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { CounterGrid } from './CounterGrid.tsx';

const needsSomebody = new Set<DashboardCounter['key']>([
  'waitingForPayment',
  'waitingForApprover',
  'troubled',
  'waitingForDecision',
  'openCases',
  'unmatchedPayments',
  'networksWaiting',
  'terminalsWaiting',
  'semesterReportsLate',
  'agreementsEnding',
  'agreementsEnded',
  'technicalGuidesMissing',
  'complaintsNew',
  'complaintsAsked',
  'complaintsOverdue',
]);

const linkOf = ({ resource, filter }: DashboardCounter): string =>
  `/${resource}?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' })}`;

/** Counters of orders and payments; each leads to the list that it counts. */
export const Counters = ({ counters }: { counters: readonly DashboardCounter[] }) => {
  const t = useT();
  if (counters.length === 0) return null;
  return (
    <CounterGrid
      items={counters.map((counter) => ({
        key: counter.key,
        to: linkOf(counter),
        figure: formatCount(counter.count),
        label: t.console.dashboard.counter[counter.key],
        calls: counter.count > 0 && needsSomebody.has(counter.key),
      }))}
    />
  );
};
