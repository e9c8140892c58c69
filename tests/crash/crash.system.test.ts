import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { runCrash } from './crash.ts';

/** R1, small enough for every run; `npm run crash` is the whole of it. */
it('brings every order and request to its end, once, whatever is killed', { timeout: 900_000 }, async () => {
  const seed = Number(process.env['LOKET_KILL_SEED'] ?? randomInt(2 ** 31));
  console.log(`LOKET_KILL_SEED=${seed}`);
  const { faults } = await runCrash({ seed, orders: 8, requests: 8, kills: 5, onProgress: console.log });
  expect(faults).toEqual([]);
});
