import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../tests/support/eventually.ts';
import { isAlive } from './processes.ts';
import { supervise } from './supervisor.ts';

let dir: string;
let said: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'supervisor-'));
  said = [];
});

/** Supervises a part whose program is `script`. */
async function run(script: string) {
  const entry = join(dir, 'part.mjs');
  writeFileSync(entry, script);
  const part = supervise({
    name: 'part',
    entry,
    env: { PATH: process.env.PATH ?? '', PIDS: join(dir, 'pids') },
    dataDir: dir,
    say: (line) => said.push(line),
    onGiveUp: () => {},
  });
  return { part, ready: await part.ready };
}

const serve = `
  import { appendFileSync } from 'node:fs';
  appendFileSync(process.env.PIDS, process.pid + '\\n');
  console.log('hello');
  process.send({ type: 'ready', port: 1234 });
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
  setInterval(() => {}, 1000);
`;
const pids = () => readFileSync(join(dir, 'pids'), 'utf8').trim().split('\n').map(Number);

describe('supervise', () => {
  it('waits until the part serves, keeps its output, and stops it', async () => {
    const { part, ready } = await run(serve);
    expect(ready).toEqual({ port: 1234 });
    const [pid = 0] = pids();
    await part.stop();
    expect(isAlive(pid)).toBe(false);
    await eventually(() => expect(readFileSync(join(dir, 'logs/part.log'), 'utf8')).toContain('hello'));
  });

  it('starts a part again that was killed', async () => {
    const { part } = await run(serve);
    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await eventually(() => expect(pids()).toHaveLength(2));
    expect(said).toEqual([expect.stringContaining('part ended (SIGKILL); starting it again')]);
    await part.stop();
  });

  it('gives up a part that never serves, with the end of its log', async () => {
    await expect(run(`console.error('PORT is wrong'); process.exit(1);`)).rejects.toThrow(
      /part ended again and again \(status 1\)[\s\S]*PORT is wrong/,
    );
  });
});
