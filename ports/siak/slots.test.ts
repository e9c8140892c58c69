import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSlots, NoSlot } from './slots.ts';

const patient = 60_000;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  test('let an institution with one call go before the rest of one with many', async () => {
    const slots = createSlots({ total: 2, perKey: 2, maxWaiting: 100 });
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const enter = (name: string, key: string) =>
      slots.take(key, patient).then((end) => {
        order.push(name);
        ends.push(end);
      });
    for (let count = 1; count <= 5; count += 1) void enter(`busy ${count}`, 'busy');
    void enter('small', 'small');
    await settled();
    for (let count = 0; count < 6; count += 1) {
      ends.shift()?.();
      await settled();
    }
    expect(order).toEqual(['busy 1', 'busy 2', 'busy 3', 'small', 'busy 4', 'busy 5']);
    expect([slots.inUse(), slots.waiting()]).toEqual([0, 0]);
  });

  test('leave places for others whatever one institution asks', async () => {
    const slots = createSlots({ total: 4, perKey: 2, maxWaiting: 100 });
    for (let count = 0; count < 10; count += 1) void slots.take('busy', patient);
    await settled();
    expect([slots.inUse(), slots.waiting()]).toEqual([2, 8]);
    await slots.take('other', patient);
    expect(slots.inUse()).toBe(3);
  });

  test('end for who waits too long, and nobody waits behind too many', async () => {
    const slots = createSlots({ total: 1, perKey: 1, maxWaiting: 1 });
    const end = await slots.take('a', patient);
    const waiting = slots.take('a', 5);
    await expect(slots.take('b', patient)).rejects.toThrow(NoSlot);
    await expect(waiting).rejects.toThrow(NoSlot);
    expect(slots.waiting()).toBe(0);
    end();
    await slots.take('b', patient);
    expect(slots.inUse()).toBe(1);
  });

  test('never go beyond a limit, and all who are patient get theirs', async () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 });
    const size = fc.integer({ min: 1, max: 5 });
    await fc.assert(
      fc.asyncProperty(keys, size, size, async (calls, total, perKey) => {
        const slots = createSlots({ total, perKey, maxWaiting: 100 });
        const now: string[] = [];
        let most = 0;
        await Promise.all(
          calls.map(async (key) => {
            const end = await slots.take(key, patient);
            now.push(key);
            most = Math.max(most, now.length);
            expect(now.filter((each) => each === key).length).toBeLessThanOrEqual(perKey);
            await settled();
            now.splice(now.indexOf(key), 1);
            end();
          }),
        );
        expect(most).toBeLessThanOrEqual(total);
        expect([slots.inUse(), slots.waiting()]).toEqual([0, 0]);
      }),
      { numRuns: 50 },
    );
  });
});
