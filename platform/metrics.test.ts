import { expect, it } from 'vitest';
import { createMetrics, quantileOf, readHistogram } from './metrics.ts';

function observed(...seconds: readonly number[]) {
  const metrics = createMetrics('test');
  const histogram = metrics.histogram('calls_seconds', 'Calls.', ['method'], [0.1, 0.2, 1]);
  for (const each of seconds) histogram.observe({ method: 'a' }, each);
  return { metrics, histogram };
}

it('reads what each series of a histogram has counted', async () => {
  const { metrics, histogram } = observed(0.05, 0.15, 7);
  histogram.observe({ method: 'b' }, 0.5);
  expect(await readHistogram(metrics, 'calls_seconds')).toEqual([
    {
      labels: { method: 'a' },
      count: 3,
      upTo: [
        [0.1, 1],
        [0.2, 2],
        [1, 2],
      ],
    },
    {
      labels: { method: 'b' },
      count: 1,
      upTo: [
        [0.1, 0],
        [0.2, 0],
        [1, 1],
      ],
    },
  ]);
});

it('reads nothing of a histogram that is not there, or that is none', async () => {
  const { metrics } = observed();
  metrics.counter('things_total', 'Things.');
  expect(await readHistogram(metrics, 'other_seconds')).toEqual([]);
  expect(await readHistogram(metrics, 'things_total')).toEqual([]);
  expect(await readHistogram(metrics, 'calls_seconds')).toEqual([]);
});

it('finds quantiles over all series, between the ends of their bucket', async () => {
  const { metrics, histogram } = observed(0.05, 0.05);
  for (const each of [0.15, 0.15]) histogram.observe({ method: 'b' }, each);
  const series = await readHistogram(metrics, 'calls_seconds');
  expect(quantileOf(series, 0.25)).toBeCloseTo(0.05);
  expect(quantileOf(series, 0.5)).toBeCloseTo(0.1);
  expect(quantileOf(series, 0.99)).toBeCloseTo(0.198);
});

it('says the last upper end for whatever lies beyond it, and 0 for nothing at all', async () => {
  const { metrics } = observed(7, 8, 9);
  expect(quantileOf(await readHistogram(metrics, 'calls_seconds'), 0.5)).toBe(1);
  expect(quantileOf([], 0.5)).toBe(0);
});
