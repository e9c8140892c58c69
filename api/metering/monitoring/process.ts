import { accessMethods } from '#contract/metering/codes';
import type { MonitoredProcess } from '#contract/metering/monitoring-schemas';
import { type HistogramSeries, quantileOf, readHistogram } from '#platform/metrics';
import type { ApiDeps } from '../../shared/deps.ts';
import type { AccessAnswer } from '../access.ts';

/** Outcomes of `access_duration_seconds` that are answers; the others are refusals and faults. */
const answers = {
  person: true,
  comparison: true,
  absent: true,
  face: true,
  noFace: true,
} as const satisfies Record<Exclude<AccessAnswer['kind'], 'refused'>, true>;

/** Ends of a call to SIAK that are none of its failures. */
const answered = ['ok', 'refused'];
/** Calls that were never sent. */
const unsent = ['open', 'busy'];

const counted = (series: readonly HistogramSeries[]): number =>
  series.reduce((sum, { count }) => sum + count, 0);

const milliseconds = (series: readonly HistogramSeries[], share: number): number =>
  Math.round(quantileOf(series, share) * 1_000);

/** What this process knows of itself: how fast it answers, and how SIAK does as it sees it. */
export async function readProcess({
  metrics,
  ports,
}: Pick<ApiDeps, 'metrics' | 'ports'>): Promise<MonitoredProcess> {
  const [calls, siakCalls] = await Promise.all([
    readHistogram(metrics, 'access_duration_seconds'),
    readHistogram(metrics, 'siak_call_duration_seconds'),
  ]);
  const methods = accessMethods.flatMap((method) => {
    const own = calls.filter(
      ({ labels }) => labels['method'] === method && Object.hasOwn(answers, labels['outcome'] ?? ''),
    );
    if (counted(own) === 0) return [];
    return {
      method,
      answers: counted(own),
      p50Ms: milliseconds(own, 0.5),
      p99Ms: milliseconds(own, 0.99),
    };
  });
  const siakEnding = (...outcomes: readonly string[]) =>
    counted(siakCalls.filter(({ labels }) => outcomes.includes(labels['outcome'] ?? '')));
  const [all, timeouts, spared] = [counted(siakCalls), siakEnding('timeout'), siakEnding(...unsent)];
  return {
    since: new Date(performance.timeOrigin).toISOString(),
    methods,
    siak: ports.siak && {
      ...ports.siak.health(),
      calls: all,
      timeouts,
      spared,
      otherFailures: all - timeouts - spared - siakEnding(...answered),
    },
  };
}
