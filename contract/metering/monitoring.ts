/** How far pages of rates and refusals look back, and by what: 24 hours by the hour, or 30 days (WIB) by the day. */
export const monitoringSpans = {
  HOURS: { steps: 24, stepMs: 3_600_000 },
  DAYS: { steps: 30, stepMs: 86_400_000 },
} as const;
export type MonitoringSpan = keyof typeof monitoringSpans;

export const monitoringSpanNames = Object.keys(monitoringSpans) as [MonitoringSpan, ...MonitoringSpan[]];

/** WIB is ahead of UTC by whole hours, so that its days begin with an hour of UTC. */
const wibAheadMs = 7 * 3_600_000;

/** The beginnings of a span's steps, oldest first; the last one runs. */
export function stepsOf(span: MonitoringSpan, now: Date): Date[] {
  const { steps, stepMs } = monitoringSpans[span];
  const running = Math.floor((now.getTime() + wibAheadMs) / stepMs) * stepMs - wibAheadMs;
  return Array.from({ length: steps }, (_, at) => new Date(running - (steps - 1 - at) * stepMs));
}

/** Of the circuit breaker before SIAK: whether calls go out, one at a time to try, or none. */
export const circuitStates = ['closed', 'halfOpen', 'open'] as const;
export type CircuitState = (typeof circuitStates)[number];
