import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from './lib/install.mjs';

/** What `npm start` prints on standard error when it cannot start. */
async function refusal(env: Record<string, string>): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'start-'));
  const result = await promisify(execFile)(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: dir, PORT: '0', ...env },
    timeout: 60_000,
  }).catch((error: { stderr: string; code: number }) => error);
  expect(result).toMatchObject({ code: 1 });
  expect(result.stderr).not.toMatch(/^\s+at /m);
  return result.stderr.trim();
}

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

  it('a data folder that cannot be made', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'start-')), 'file');
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
