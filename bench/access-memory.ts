import { amount, times } from './support/figures.ts';
import type { Flags } from './support/flags.ts';
import { load } from './support/lookups.ts';
import { residentMemory, withMeteredService } from './support/metered-service.ts';
import { type Report, table } from './support/report.ts';

const atOnce = 32;
const portions = 10;

/**
 * What the API's process holds after each tenth of many metered calls of one institution: it must not grow with what was
 * served. `--calls` of each tenth; a million in all by `--calls=100000`.
 */
export function measureAccessMemory({ calls }: Flags): Promise<Report> {
  return withMeteredService(calls * portions, async ({ sides, apiUrl }) => {
    const held: number[] = [];
    for (let portion = 1; portion <= portions; portion++) {
      await load(sides.one, calls, atOnce);
      held.push(await residentMemory(apiUrl));
      console.log(`${amount(portion * calls)} calls: ${amount(megabytes(held.at(-1)))} MB`);
    }
    return report(held, calls);
  });
}

const megabytes = (bytes = Number.NaN): number => bytes / 2 ** 20;

function report(held: readonly number[], calls: number): Report {
  const growth = Math.max(...held.slice(portions / 2)) / Math.max(...held.slice(0, portions / 2));
  return {
    key: 'accessMemory',
    title: `Memory over ${amount(portions * calls)} metered calls`,
    outcomes: [
      {
        what: 'most that the API held in the second half, against the first half',
        figure: times(growth),
        target: '≤ 1.1x',
        met: growth <= 1.1,
      },
    ],
    details: `Resident memory of the API's process, ${atOnce} calls under way at once.

${table(
  ['calls', 'MB'],
  held.map((bytes, index) => [amount((index + 1) * calls), amount(megabytes(bytes))]),
)}`,
  };
}
