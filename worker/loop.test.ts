import { expect, it } from 'vitest';
import { createLogger } from '#platform/logger';
import { eventually } from '../tests/support/eventually.ts';
import { startLoop } from './loop.ts';

const log = createLogger('test', 'fatal');

it('works until nothing is left, sleeps, and wakes when told', async () => {
  let [left, rounds] = [3, 0];
  const work = async () => {
    rounds += 1;
    if (left === 0) return 0;
    left -= 1;
    return 1;
  };
  const loop = startLoop({ name: 'test', work, everyMs: 3_600_000, log });
  await eventually(() => expect([left, rounds]).toEqual([0, 4]));
  left = 1;
  loop.wake();
  await eventually(() => expect([left, rounds]).toEqual([0, 6]));
  await loop.stop();
});

it('survives rounds that fail', async () => {
  let failures = 2;
  let done = false;
  const work = async () => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('database away');
    }
    done = true;
    return 0;
  };
  const loop = startLoop({ name: 'test', work, everyMs: 3_600_000, log });
  await eventually(() => done);
  await loop.stop();
});

it('stops only after the round under way', async () => {
  let finish = () => {};
  let finished = false;
  const work = () =>
    new Promise<number>((resolve) => {
      finish = () => {
        finished = true;
        resolve(0);
      };
    });
  const loop = startLoop({ name: 'test', work, everyMs: 3_600_000, log });
  const stopped = loop.stop().then(() => finished);
  finish();
  expect(await stopped).toBe(true);
});
