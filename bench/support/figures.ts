/** The value below which `share` (0 to 1) of the figures lie; nearest rank. @throws RangeError for no figures */
export function quantile(figures: readonly number[], share: number): number {
  if (figures.length === 0) throw new RangeError('no figures');
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;
}

/** The middle figure; of an even count the lower one of the two. */
export const median = (figures: readonly number[]): number => quantile(figures, 0.5);

/** A ratio as it is printed: `0.83x`. */
export const times = (ratio: number): string => `${ratio.toFixed(2)}x`;

/** `12.3` up to a thousand, `12,345` above. */
export const amount = (figure: number): string =>
  figure >= 1000 ? Math.round(figure).toLocaleString('en-US') : figure.toFixed(figure >= 100 ? 0 : 1);
