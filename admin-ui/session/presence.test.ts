import { beforeEach, expect, it } from 'vitest';
import { watchPresence } from './presence.ts';

let minutes = 0;
let told = 0;
let asked = 0;
const parts = { now: () => minutes * 60_000, tell: () => (told += 1), ask: () => (asked += 1) };

beforeEach(() => {
  minutes = 0;
  told = 0;
  asked = 0;
});

it('tells of a person who types once a minute, not at every key', () => {
  const presence = watchPresence(parts, 30);
  presence.acted();
  presence.acted();
  minutes = 0.9;
  presence.acted();
  expect(told).toBe(1);
  minutes = 1;
  presence.acted();
  expect(told).toBe(2);
});

it('asks whether the session is over only when nobody acted for so long', () => {
  const presence = watchPresence(parts, 30);
  minutes = 29;
  presence.tick();
  presence.acted();
  minutes = 58;
  presence.tick();
  expect(asked).toBe(0);
  minutes = 59;
  presence.tick();
  expect(asked).toBe(1);
});
