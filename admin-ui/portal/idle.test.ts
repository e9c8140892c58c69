import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchIdle } from './idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watch = () => {
  const target = new EventTarget();
  const onIdle = vi.fn();
  return { target, onIdle, stop: watchIdle(target, 1_000, onIdle) };
};

it('tells once that nobody has moved for so long', () => {
  const { onIdle } = watch();
  vi.advanceTimersByTime(999);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

it('counts anew from every sign of somebody', () => {
  const { target, onIdle } = watch();
  for (const sign of ['keydown', 'pointermove', 'wheel']) {
    vi.advanceTimersByTime(900);
    target.dispatchEvent(new Event(sign));
  }
  vi.advanceTimersByTime(999);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

it('is silent once it was stopped', () => {
  const { target, onIdle, stop } = watch();
  stop();
  target.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(5_000);
  expect(onIdle).not.toHaveBeenCalled();
});
