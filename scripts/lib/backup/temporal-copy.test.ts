import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { eventually } from '../../../tests/support/eventually.ts';
import { heldStill } from './temporal-copy.ts';

const started: ReturnType<typeof spawn>[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A process that is always at work. */
function busy(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1)'], { stdio: 'ignore' });
  started.push(child);
  return child.pid ?? 0;
}

const isStopped = (pid: number) => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('holds a process still for the work, and lets it go on', async () => {
  const pid = busy();
  expect(await heldStill(pid, async () => isStopped(pid))).toBe(true);
  expect(isStopped(pid)).toBe(false);
});

onLinux('lets it go on when the work fails', async () => {
  const pid = busy();
  await expect(heldStill(pid, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
  expect(isStopped(pid)).toBe(false);
});

onLinux('lets it go on when the backup itself is killed', async () => {
  const pid = busy();
  const module = fileURLToPath(new URL('./temporal-copy.ts', import.meta.url));
  const script = `
    const { heldStill } = await import(${JSON.stringify(module)});
    await heldStill(${pid}, async () => { console.log('still'); await new Promise((r) => setTimeout(r, 600000)); });`;
  const backup = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(backup);
  await once(backup.stdout ?? backup, 'data');
  expect(isStopped(pid)).toBe(true);
  backup.kill('SIGKILL');
  await eventually(() => expect(isStopped(pid)).toBe(false));
});
