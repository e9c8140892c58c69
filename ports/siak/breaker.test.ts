import { describe, expect, test } from 'vitest';
import { type Breaker, createBreaker } from './breaker.ts';

let clock = 0;
const breaker = (): Breaker => createBreaker({ window: 10, atLeast: 4, openMs: 1_000, now: () => clock });
const call = (each: Breaker, ends: 'succeeded' | 'failed'): void => {
  if (!each.admit()) throw new Error('not admitted');
  each[ends]();
};
function opened(): Breaker {
  const each = breaker();
  for (let count = 0; count < 4; count += 1) call(each, 'failed');
  return each;
}

describe('a circuit breaker', () => {
  test('stays closed while few calls fail, and opens when half of the last ones do', () => {
    const each = breaker();
    for (let count = 0; count < 6; count += 1) call(each, 'succeeded');
    for (let count = 0; count < 4; count += 1) call(each, 'failed');
    expect(each.state()).toBe('closed');
    call(each, 'failed');
    expect([each.state(), each.admit()]).toEqual(['open', false]);
  });

  test('does not judge by less than it was told', () => {
    const each = breaker();
    for (let count = 0; count < 3; count += 1) call(each, 'failed');
    expect(each.state()).toBe('closed');
  });

  test('lets one call try after its time, and closes when that succeeds', () => {
    const each = opened();
    clock += 999;
    expect([each.state(), each.admit()]).toEqual(['open', false]);
    clock += 1;
    expect([each.state(), each.admit(), each.admit()]).toEqual(['halfOpen', true, false]);
    each.succeeded();
    expect(each.state()).toBe('closed');
    call(each, 'failed');
    expect(each.state()).toBe('closed');
  });

  test('opens for its whole time again when the one that tried fails', () => {
    const each = opened();
    clock += 1_000;
    call(each, 'failed');
    clock += 999;
    expect(each.state()).toBe('open');
    clock += 1;
    expect(each.admit()).toBe(true);
  });

  test('lets the next one try when the one that tried came to nothing', () => {
    const each = opened();
    clock += 1_000;
    each.admit();
    each.withdrawn();
    expect([each.state(), each.admit()]).toEqual(['halfOpen', true]);
  });

  test('is not opened for longer by calls that fail late', () => {
    const each = opened();
    clock += 900;
    each.failed();
    clock += 100;
    expect(each.admit()).toBe(true);
  });

  test('closes when a call from before is answered late', () => {
    const each = opened();
    each.succeeded();
    expect(each.state()).toBe('closed');
  });
});
