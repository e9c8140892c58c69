import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCrash } from './crash.ts';

/**
 * `npm run crash [-- --orders=100 --requests=100 --kills=20 --seed=…]`: R1 of the design's quality table, in full. Prints its
 * seed; with the same one the same parts are killed at the same points of the work.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100' },
    requests: { type: 'string', default: '100' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const [orders, requests, kills, seed] = [values.orders, values.requests, values.kills, values.seed].map(
  Number,
) as [number, number, number, number];
console.log(`${orders} orders and ${requests} requests, ${kills} kills, --seed=${seed}`);
const started = performance.now();
const { faults, killed } = await runCrash({ orders, requests, kills, seed, onProgress: console.log });
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  `killed: ${Object.entries(killed)
    .map(([victim, times]) => `${victim} ${times}x`)
    .join(', ')}; ${seconds} s`,
);
for (const fault of faults) console.error(`FAULT ${fault}`);
console.log(faults.length === 0 ? 'Nothing was lost and nothing came twice.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
