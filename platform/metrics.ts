import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers of one process in Prometheus' form. Labels are codes and route patterns, never ids or personal data. */
export interface Metrics {
  readonly registry: Registry;
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>;
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  /** Of seconds; `buckets` are the upper ends that are counted. */
  histogram<L extends string>(
    name: string,
    help: string,
    labels: readonly L[],
    buckets: readonly number[],
  ): Histogram<L>;
  /** A figure that is read whenever the metrics are asked for; `NaN` when it cannot be read then. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
}

/** One histogram's series: how many observations were at most so many seconds long. */
export interface HistogramSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
  /** Upper ends in seconds, ascending and without the endless one, with the observations up to there. */
  readonly upTo: readonly (readonly [seconds: number, count: number])[];
}

/** What a histogram of this process has counted since its start; nothing while there is no such histogram. */
export async function readHistogram({ registry }: Metrics, name: string): Promise<HistogramSeries[]> {
  const metric = registry.getSingleMetric(name);
  if (!(metric instanceof Histogram)) return [];
  const series = new Map<
    string,
    { labels: Record<string, string>; count: number; upTo: [number, number][] }
  >();
  for (const { metricName, labels: given, value } of (await metric.get()).values) {
    const { le, ...labels } = given as Record<string, string | number>;
    const key = JSON.stringify(Object.entries(labels).sort());
    const one = series.get(key) ?? {
      labels: Object.fromEntries(Object.entries(labels).map(([label, said]) => [label, String(said)])),
      count: 0,
      upTo: [],
    };
    series.set(key, one);
    if (metricName === `${name}_count`) one.count = value;
    else if (metricName === `${name}_bucket` && Number.isFinite(Number(le)))
      one.upTo.push([Number(le), value]);
  }
  return [...series.values()];
}

/**
 * The time, in seconds, below which this share of the observations lies: as if they lay evenly in each bucket. The last
 * upper end stands for whatever lies beyond it; 0 for none at all.
 */
export function quantileOf(series: readonly HistogramSeries[], share: number): number {
  const total = series.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 0;
  const wanted = total * share;
  const ends = series[0]?.upTo.map(([end]) => end) ?? [];
  let [below, before] = [0, 0];
  for (const [at, end] of ends.entries()) {
    const upTo = series.reduce((sum, { upTo: counts }) => sum + (counts[at]?.[1] ?? 0), 0);
    if (upTo >= wanted) return below + ((end - below) * (wanted - before)) / Math.max(1, upTo - before);
    [below, before] = [end, upTo];
  }
  return below;
}

/** A registry of its own with Node's default figures; call once per process (tests: once per app). */
export function createMetrics(part: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ part });
  collectDefaultMetrics({ register: registry });
  const httpDuration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    httpDuration,
    counter: (name, help, labels = []) =>
      new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
    histogram: (name, help, labels, buckets) =>
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(
            await Promise.resolve()
              .then(read)
              .catch(() => Number.NaN),
          );
        },
      });
    },
  };
}
