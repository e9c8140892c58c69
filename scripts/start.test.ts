import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from './lib/install.mjs';

const run = promisify(execFile);
const newFolder = () => mkdtempSync(join(tmpdir(), 'start-'));

/** What `npm start` prints on standard error when it cannot start; another command may stand in front of it. */
async function refusal(env: Record<string, string>, before: readonly string[] = []): Promise<string> {
  const [program = '', ...args] = [...before, process.execPath, 'scripts/start.mjs'];
  const result = await run(program, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      DATA_DIR: newFolder(),
      PORT: '0',
      ...env,
    },
    timeout: 60_000,
  }).catch((error: { stderr: string; code: number }) => error);
  expect(result).toMatchObject({ code: 1 });
  expect(result.stderr).not.toMatch(/^\s+at /m);
  return result.stderr.trim();
}

/**
 * What stands before a command to run it in a mount namespace of its own, in which DATA_DIR is a disk of this size,
 * empty or full. The disk is gone with the process; nothing of the computer is touched, and no root is needed.
 */
const onDisk = (size: string, full = false): string[] => [
  'unshare',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  `mount -t tmpfs -o size=${size} tmpfs "$DATA_DIR" || exit 9
   ${full ? 'cat /dev/zero > "$DATA_DIR/others" 2> /dev/null' : ''}
   exec "$@"`,
  'sh',
];
const mountable = await run('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', newFolder()]).then(
  () => true,
  () => false,
);

describe('npm start refuses in one sentence', () => {
  it('a wrong variable, by its name', async () => {
    expect(await refusal({ PORT: 'http' })).toContain('PORT is "http": it must be a whole number');
  });

  it('production without its secrets', async () => {
    const sentence = await refusal({ LOKET_MODE: 'production' });
    expect(sentence).toContain('AUTH_SECRET is missing');
    expect(sentence).toContain('MIGRATION_DATABASE_URL is missing');
  });

  it('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ PORT: String(port) })).toMatch(
      new RegExp(
        `^Port ${port} is in use by another program. Start on another one: PORT=${port + 1} npm start`,
      ),
    );
    other.close();
  });

  it('a second start from the same data folder, naming the first one', async () => {
    const dir = newFolder();
    // What holds the folder is told from other programs by its command line.
    const script = join(newFolder(), 'start.mjs');
    writeFileSync(script, 'setInterval(() => {}, 1_000)');
    const first = spawn(process.execPath, [script]);
    const held = { pid: first.pid, url: 'http://localhost:3000', phase: 'running' };
    writeFileSync(join(dir, 'start.json'), JSON.stringify(held));
    try {
      expect(await refusal({ DATA_DIR: dir })).toMatch(
        new RegExp(
          `^Loket Dukcapil runs already .*http://localhost:3000, process ${first.pid}\\. Open that address`,
        ),
      );
    } finally {
      first.kill('SIGKILL');
    }
  });

  describe.skipIf(!mountable)('a disk (skipped where no private file system can be mounted)', () => {
    it('that is nearly full, before anything is written', async () => {
      const sentence = await refusal({}, onDisk('64m'));
      expect(sentence).toMatch(
        /^Only 6\d MB are free on the disk of .*; 300 MB are needed\. Free some space, or/,
      );
      expect(sentence).toContain('DATA_DIR=/path npm start');
      expect(sentence).toContain('Nothing that was stored is lost');
    });

    it('that has not a byte left', async () => {
      expect(await refusal({}, onDisk('1m', true))).toMatch(
        /^The data folder .*: the disk is full\. Free some space .* and run the same command again/,
      );
    });
  });

  it('a data folder that cannot be made', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await refusal({ DATA_DIR: join(file, 'data') })).toContain('DATA_DIR');
  });

  it('a Temporal server that does not answer', async () => {
    const sentence = await refusal({
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      DATABASE_URL: 'postgres://a:b@127.0.0.1:1/d',
    });
    expect(sentence).toMatch(
      /No Temporal server answers at TEMPORAL_ADDRESS|DATABASE_URL names does not answer/,
    );
  });
});
