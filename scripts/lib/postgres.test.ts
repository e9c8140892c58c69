import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from './install.mjs';
import { type Postgres, startPostgres } from './postgres.ts';
import { stopProcess } from './processes.ts';

let dir: string;
let server: Postgres;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'postgres-'));
  server = await startPostgres({ dir });
  await run(server.ownerUrl, 'create table kept (id int); insert into kept values (7)');
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

const postmaster = () => Number(readFileSync(join(dir, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
const kept = async () => (await run(server.ownerUrl, 'select id from kept')).rows;

it('takes over a server that a killed start has left running', async () => {
  const pid = postmaster();
  server = await startPostgres({ dir });
  expect(server.reused).toBe(true);
  expect(postmaster()).toBe(pid);
  expect(await kept()).toEqual([{ id: 7 }]);
});

it('comes back with its data after kill -9', async () => {
  await stopProcess(postmaster(), 0, 'SIGKILL');
  expect(server.isRunning()).toBe(false);
  server = await startPostgres({ dir });
  expect(server.reused).toBe(false);
  expect(await kept()).toEqual([{ id: 7 }]);
});

it('starts although another program has got its old process id', async () => {
  await server.stop();
  const other = spawn('sleep', ['60']);
  writeFileSync(
    join(dir, 'data/postmaster.pid'),
    `${other.pid}\n${join(dir, 'data')}\n0\n5432\n\n127.0.0.1\n`,
  );
  server = await startPostgres({ dir });
  expect(await kept()).toEqual([{ id: 7 }]);
  other.kill('SIGKILL');
});

it('lets the application in, but not make tables', async () => {
  await expect(run(server.appUrl, 'create table x (id int)')).rejects.toThrow('permission denied');
});

it('keeps the values of a refused row out of its log', async () => {
  const insert = "insert into people values ('siti@example.id')";
  await run(server.ownerUrl, 'create table people (email text unique)');
  await run(server.ownerUrl, insert);
  await expect(run(server.ownerUrl, insert)).rejects.toThrow('duplicate key');
  const log = readFileSync(join(dir, 'data/server.log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toContain('siti@example.id');
});

/** Root may hand a folder to PostgreSQL's account, which a namespace of mapped users does not know. */
const mayMount =
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

it.skipIf(!mayMount)('says what to do when the disk fills while the database is made', () => {
  const small = mkdtempSync(join(tmpdir(), 'postgres-small-'));
  const start = `import('./scripts/lib/postgres.ts')
    .then(({ startPostgres }) => startPostgres({ dir: process.env.SMALL + '/postgres' }))
    .catch((error) => { console.error(error.name + ': ' + error.message); process.exit(1); })`;
  const mount = 'mount -t tmpfs -o size=16m,mode=755 tmpfs "$SMALL" && exec "$@"';
  const command = [process.execPath, '--import', 'tsx', '-e', start];
  const { status, stderr } = spawnSync('unshare', ['--mount', 'sh', '-c', mount, 'sh', ...command], {
    cwd: root,
    env: { ...process.env, SMALL: small },
    encoding: 'utf8',
  });
  rmSync(small, { recursive: true, force: true });
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(
    /^Stop: The embedded PostgreSQL in .* could not start: the disk is full\. Free some space .* and run the same command again; nothing that was stored is lost\.$/,
  );
});
