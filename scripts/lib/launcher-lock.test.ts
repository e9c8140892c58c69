import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeLock } from './launcher-lock.ts';

let dir: string;
const started: ReturnType<typeof spawn>[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Another process that looks like a start (its command line does) and holds the folder. */
function holder(phase: string, script = 'start.mjs'): ReturnType<typeof spawn> {
  const path = join(dir, script);
  writeFileSync(path, 'setInterval(() => {}, 1000)');
  const child = spawn(process.execPath, [path]);
  started.push(child);
  writeFileSync(
    join(dir, 'start.json'),
    JSON.stringify({ pid: child.pid, url: 'http://localhost:3000', phase }),
  );
  return child;
}

it('refuses a second start and says where the first one runs', async () => {
  const child = holder('running');
  await expect(takeLock(dir, 'http://localhost:3001')).rejects.toThrow(
    new RegExp(`runs already .*http://localhost:3000, process ${child.pid}`),
  );
});

it('takes over from a start that was killed', async () => {
  const child = holder('running');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = await takeLock(dir, 'http://localhost:3001');
  lock.release();
  expect(existsSync(join(dir, 'start.json'))).toBe(false);
});

it('is not fooled by another program that got the process id', async () => {
  holder('running', 'editor.mjs');
  await expect(takeLock(dir, 'x')).resolves.toBeDefined();
});

it('waits for a start that is just ending', async () => {
  const child = holder('stopping');
  const lock = takeLock(dir, 'x');
  child.kill('SIGKILL');
  await expect(lock).resolves.toBeDefined();
});

it('makes a data folder that other users of this computer cannot look into', async () => {
  const fresh = join(dir, 'deep', 'data');
  const lock = await takeLock(fresh, 'x');
  const rightsOfOthers = (path: string) => statSync(path).mode & 0o077;
  // Root's PostgreSQL runs as another account, which passes through and sees nothing.
  expect(rightsOfOthers(fresh) & 0o066).toBe(0);
  for (const inner of ['logs', 'files', 'simulators']) expect(rightsOfOthers(join(fresh, inner))).toBe(0);
  lock.release();
});
