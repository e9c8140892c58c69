import type { Metrics } from '#platform/metrics';
import type { SiakHealth } from './call.ts';

const circuitFigures = { closed: 0, halfOpen: 1, open: 2 } as const;

/** The figures of SIAK's client. Labels are kinds of calls and outcomes: never a NIK, never an institution. */
export function createSiakMetrics(metrics: Metrics, health: () => SiakHealth) {
  const duration = metrics.histogram(
    'siak_call_duration_seconds',
    'Time of a call to SIAK with its waiting for a turn, by outcome: ok, refused, fault, or why nothing is known.',
    ['call', 'outcome'],
    [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  );
  metrics.gauge('siak_calls_in_flight', 'Calls to SIAK under way.', () => health().inFlight);
  metrics.gauge('siak_calls_waiting', 'Calls to SIAK that wait for a turn.', () => health().waiting);
  metrics.gauge(
    'siak_circuit_state',
    'Circuit breaker of SIAK: 0 closed, 1 half open, 2 open.',
    () => circuitFigures[health().circuit],
  );
  return {
    /** Starts the clock of a call; the outcome stops it. */
    start(call: string): (outcome: string) => void {
      const stop = duration.startTimer({ call });
      return (outcome) => void stop({ outcome });
    },
  };
}
