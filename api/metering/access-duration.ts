import type { Histogram } from 'prom-client';
import type { Metrics } from '#platform/metrics';

type AccessDuration = Histogram<'method' | 'outcome'>;

const made = new WeakMap<Metrics, AccessDuration>();

/**
 * How long a question for a person took, of the web service and of the web portal alike: the method tells which of them
 * it came by. Its outcome is the kind of answer, the reason of the refusal, or `fault`.
 */
export function accessDurationOf(metrics: Metrics): AccessDuration {
  const known = made.get(metrics);
  if (known) return known;
  const histogram = metrics.histogram(
    'access_duration_seconds',
    'Time of a call for a person, by method and outcome: an answer by kind, or why it was refused.',
    ['method', 'outcome'],
    [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  );
  made.set(metrics, histogram);
  return histogram;
}
