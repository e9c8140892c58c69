import { expect, it } from 'vitest';
import { PressKeys } from './press-keys.ts';

const counting = () => {
  let number = 0;
  return new PressKeys(() => `key-${++number}`);
};

it('keeps the key of a press that ended without a certain answer', () => {
  const keys = counting();
  const first = keys.take('POST /cart/checkout {}');
  for (const [status, code] of [[0], [503], [500], [429], [409, 'IDEMPOTENCY_IN_PROGRESS']] as const) {
    keys.settle('POST /cart/checkout {}', status, code);
    expect(keys.take('POST /cart/checkout {}')).toBe(first);
  }
});

it('gives a new key after a certain answer, and to another request at once', () => {
  const keys = counting();
  expect(keys.take('a')).toBe('key-1');
  expect(keys.take('b')).toBe('key-2');
  keys.settle('a', 201);
  keys.settle('b', 409, 'ACTION_NOT_ALLOWED');
  expect(keys.take('a')).toBe('key-3');
  expect(keys.take('b')).toBe('key-4');
});

it('makes keys that are UUIDs', () => {
  expect(new PressKeys().take('a')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
