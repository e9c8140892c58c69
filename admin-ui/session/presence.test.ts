import { beforeEach, expect, it } from 'vitest';
import { watchPresence } from './presence.ts';

const idleMinutes = 30;
let minutes = 0;
/** When the session was used last, as the server knows it; null when nobody answers. */
let usedAt: number | null = 0;
let told = 0;
let asked = 0;
let warned = false;

const left = async (): Promise<number> => {
  if (usedAt === null) throw new Error('no answer');
  return (usedAt + idleMinutes - minutes) * 60_000;
};
const watch = () =>
  watchPresence({
    now: () => minutes * 60_000,
    tell: () => {
      told += 1;
      usedAt = usedAt === null ? null : minutes;
      return left();
    },
    ask: () => {
      asked += 1;
      return left();
    },
    warn: (soon) => {
      warned = soon;
    },
  });

beforeEach(() => {
  minutes = 0;
  usedAt = 0;
  told = 0;
  asked = 0;
  warned = false;
});

it('tells of a person who types once a minute, not at every key', async () => {
  const presence = watch();
  await presence.acted();
  await presence.acted();
  minutes = 0.9;
  await presence.acted();
  expect(told).toBe(1);
  minutes = 1;
  await presence.acted();
  expect(told).toBe(2);
});

it('asks at the beginning, since the page may be younger than the last act, and then not before the last minute', async () => {
  minutes = 20;
  const presence = watch();
  await presence.look();
  minutes = 28.9;
  await presence.look();
  expect([asked, warned]).toEqual([1, false]);
  minutes = 29;
  await presence.look();
  expect([asked, warned]).toEqual([2, true]);
});

it('warns at once on a page that is opened in the last minute', async () => {
  minutes = 29.5;
  await watch().look();
  expect(warned).toBe(true);
});

it('stops to warn when the person acts, and begins to count anew', async () => {
  const presence = watch();
  minutes = 29.5;
  await presence.look();
  await presence.acted();
  expect(warned).toBe(false);
  minutes = 58;
  await presence.look();
  expect(warned).toBe(false);
  minutes = 58.5;
  await presence.look();
  expect(warned).toBe(true);
});

it('does not warn somebody who is at work in another tab', async () => {
  const presence = watch();
  await presence.look();
  usedAt = 25;
  minutes = 29.5;
  await presence.look();
  expect(warned).toBe(false);
});

it('warns no more of a session that has ended, or of which it hears nothing', async () => {
  const presence = watch();
  minutes = 29.5;
  await presence.look();
  usedAt = null;
  minutes = 30;
  await presence.look();
  expect(warned).toBe(false);
});

it('tells again at the next key what did not reach the server', async () => {
  const presence = watch();
  usedAt = null;
  await presence.acted();
  usedAt = 0;
  minutes = 0.1;
  await presence.acted();
  expect(told).toBe(2);
});

it('takes the later of two answers, whichever comes first', async () => {
  let answerLate: (ms: number) => void = () => {};
  const presence = watchPresence({
    now: () => 0,
    tell: () => Promise.resolve(30 * 60_000),
    ask: () => new Promise((resolve) => (answerLate = resolve)),
    warn: (soon) => {
      warned = soon;
    },
  });
  const looking = presence.look();
  await presence.acted();
  answerLate(1_000);
  await looking;
  expect(warned).toBe(false);
});
