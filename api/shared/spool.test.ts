import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { spool, sweepSpool } from './spool.ts';

const now = new Date('2026-11-26T03:00:00Z');
const hour = 3_600_000;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'loket-spool-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const touch = (name: string, at: Date) => utimesSync(join(directory, name), at, at);

it('sweeps what was last written more than an hour ago, and nothing younger', async () => {
  for (const [name, age] of [
    ['left-by-a-crash', hour + 1_000],
    ['still-being-read', hour - 1_000],
  ] as const) {
    writeFileSync(join(directory, name), 'x');
    touch(name, new Date(now.getTime() - age));
  }
  mkdirSync(join(directory, 'folder'));
  touch('folder', new Date(0));
  expect(await sweepSpool(directory, now)).toBe(1);
  expect(readdirSync(directory).sort()).toEqual(['folder', 'still-being-read']);
});

it('finds what a request had spooled when its process died', async () => {
  await spool(Readable.from([Buffer.from('foto')]), 100, directory);
  const [name = ''] = readdirSync(directory);
  touch(name, new Date(now.getTime() - 2 * hour));
  await sweepSpool(directory, now);
  expect(existsSync(join(directory, name))).toBe(false);
});

it('has nothing to do before anything was spooled', async () => {
  expect(await sweepSpool(join(directory, 'not-yet'), now)).toBe(0);
});
