import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '#platform/config';
import { generateKeyRing } from '#platform/crypto';
import { migrate } from '#prisma/migrate';
import { testEnvironment } from '../../../tests/support/config.ts';
import { takeLock } from '../launcher-lock.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { makeBackup } from './backup.ts';
import { keyIds } from './installation.ts';
import { losableKeys } from './lost-keys.ts';
import { readManifest } from './manifest.ts';
import { restoreBackup } from './restore.ts';
import { beginMoving, endMoving, refuseHalfRestored } from './restore-state.ts';

const base = mkdtempSync(join(tmpdir(), 'loket-backup-'));
const dataDir = join(base, 'data');
const env = testEnvironment({ DATA_DIR: dataDir });
const keys = keyIds(loadConfig(env, 'simulator'));
const say = () => {};
let server: Postgres;
let backup: string;

const openServer = async () => {
  server = await startPostgres({ dir: join(dataDir, 'postgres') });
};
const query = async (sql: string) => {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  return client.query(sql).finally(() => client.end());
};
const marks = async () =>
  (await query('select name from mark order by name')).rows.map(({ name }) => name as string);
const restore = (options: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ dataDir, from: backup, keys, replace: true, say, ...options });

beforeAll(async () => {
  mkdirSync(join(dataDir, 'temporal'), { recursive: true });
  mkdirSync(join(dataDir, 'files/ab'), { recursive: true });
  writeFileSync(join(dataDir, 'temporal/temporal.db'), 'as Temporal was');
  writeFileSync(join(dataDir, 'files/ab/abcd'), 'sealed');
  writeFileSync(join(dataDir, 'files/ab/abce.1234.part'), 'half');
  await openServer();
  await migrate(server.ownerUrl);
  await query("create table mark (name text); insert into mark values ('before')");
  backup = await makeBackup({ dataDir, to: join(base, 'backups'), keys, filesElsewhere: false, say });
});
afterAll(async () => {
  await server.stop();
  rmSync(base, { recursive: true, force: true });
});

/** A copy of the backup that may be spoilt. */
function spoilt(change: (folder: string) => void): string {
  const folder = join(base, `spoilt-${randomUUID()}`);
  mkdirSync(folder);
  for (const path of readdirSync(backup, { recursive: true, withFileTypes: true })) {
    const inner = join(path.parentPath, path.name).slice(backup.length + 1);
    if (path.isDirectory()) mkdirSync(join(folder, inner), { recursive: true });
    else {
      mkdirSync(join(folder, inner, '..'), { recursive: true });
      writeFileSync(join(folder, inner), readFileSync(join(backup, inner)));
    }
  }
  change(folder);
  return folder;
}

it('lists what it holds and which keys that needs, and never a key', () => {
  const manifest = readManifest(backup);
  const paths = manifest.files.map(({ path }) => path);
  expect(paths).toContain('files/ab/abcd');
  expect(paths).toContain('temporal/temporal.db');
  expect(paths).toContain('postgres/data/backup_label');
  expect(paths.filter((path) => /postmaster|passwords|\.part$/.test(path))).toEqual([]);
  expect(manifest.keys.map(({ setting, id }) => `${setting} ${id}`)).toEqual([
    'PAYLOAD_KEYS test-only',
    'DATA_KEYS test-data',
    'INDEX_KEY index',
    'DOCUMENT_SIGNING_KEY signing',
    'AUTH_SECRET auth',
  ]);
  const text = readFileSync(join(backup, 'manifest.json'), 'utf8');
  expect(text).not.toContain(env.AUTH_SECRET);
  for (const name of ['PAYLOAD_KEYS', 'DATA_KEYS', 'INDEX_KEY', 'DOCUMENT_SIGNING_KEY'] as const) {
    const secret = (env[name] ?? '').replace(/^.*:/, '');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret, 'base64').toString('hex'));
  }
});

it('is closed to other users of the computer', () => {
  const open = readdirSync(backup, { recursive: true, withFileTypes: true }).filter(
    (entry) => (statSync(join(entry.parentPath, entry.name)).mode & 0o077) !== 0,
  );
  expect(open.map(({ name }) => name)).toEqual([]);
  expect(statSync(backup).mode & 0o077).toBe(0);
});

it('brings a database back that went on being written during the copy, to one moment', {
  timeout: 120_000,
}, async () => {
  await query('create table counted (n int primary key, twice int)');
  let going = true;
  let written = 0;
  const writing = (async () => {
    for (; going; written += 1) await query(`insert into counted values (${written}, ${written * 2})`);
  })();
  const folder = await makeBackup({
    ...{ dataDir, to: join(base, 'hot'), keys, filesElsewhere: false },
    say: () => {},
  });
  const atTheEnd = written;
  going = false;
  await writing;
  await query("insert into mark values ('after')");
  writeFileSync(join(dataDir, 'files/ab/later'), 'later');
  await server.stop();

  const { aside } = await restore({ from: folder });

  await openServer();
  expect(await marks()).toEqual(['before']);
  const { rows } = await query(
    'select count(*)::int as n, max(n) as last, sum(twice - 2 * n)::int as off from counted',
  );
  expect(rows[0].n).toBe((rows[0].last ?? -1) + 1);
  expect(rows[0].n).toBeLessThanOrEqual(atTheEnd + 1);
  expect(existsSync(join(dataDir, 'files/ab/later'))).toBe(false);
  expect(readFileSync(join(aside ?? '', 'files/ab/later'), 'utf8')).toBe('later');
  expect(existsSync(join(aside ?? '', 'postgres/data/PG_VERSION'))).toBe(true);
  const trail = await query("select details from audit_entry where event = 'BACKUP_RESTORED'");
  expect(trail.rows).toEqual([
    { details: expect.objectContaining({ takenAt: readManifest(folder).takenAt }) },
  ]);
});

it('goes onto an empty place, where the roles get passwords of their own', async () => {
  const empty = join(base, 'elsewhere');
  await restore({ dataDir: empty, replace: false });
  const there = await startPostgres({ dir: join(empty, 'postgres') });
  try {
    const client = new pg.Client({ connectionString: there.appUrl });
    await client.connect();
    const { rows } = await client.query('select count(*)::int as rows from "order"');
    await client.end();
    expect(rows).toEqual([{ rows: 0 }]);
    expect(readFileSync(join(empty, 'temporal/temporal.db'), 'utf8')).toBe('as Temporal was');
    expect(readFileSync(join(empty, 'files/ab/abcd'), 'utf8')).toBe('sealed');
  } finally {
    await there.stop();
  }
});

it('is refused while the product, or a server of it, still works on the folder', async () => {
  await expect(restore()).rejects.toThrow(/Processes of the product still work/);
  expect(await marks()).toEqual(['before']);
});

it('is refused onto data unless it may be moved aside', async () => {
  await server.stop();
  await expect(restore({ replace: false })).rejects.toThrow(
    /holds data \(postgres, temporal, files\).*--replace/,
  );
  await openServer();
  expect(await marks()).toEqual(['before']);
});

it.each<[string, (folder: string) => void, RegExp]>([
  [
    'a byte more in a file',
    (at) => appendFileSync(join(at, 'files/ab/abcd'), '!'),
    /files\/ab\/abcd is not as/,
  ],
  [
    'a file that is gone',
    (at) => rmSync(join(at, 'temporal/temporal.db')),
    /temporal\/temporal\.db is not as/,
  ],
  ['no list', (at) => rmSync(join(at, 'manifest.json')), /holds no manifest\.json/],
  ['half a list', (at) => writeFileSync(join(at, 'manifest.json'), '{"format": 1'), /damaged/],
  [
    'a list that leads elsewhere',
    (at) => change(at, (list) => ({ ...list, folders: ['files/../../elsewhere'] })),
    /damaged/,
  ],
  ['another PostgreSQL', (at) => change(at, (list) => ({ ...list, postgres: '11' })), /PostgreSQL 11/],
  [
    'tables that this version does not know',
    (at) => change(at, (list) => ({ ...list, lastMigration: '20990101000000_later' })),
    /newer version/,
  ],
])('is refused with %s, and nothing is touched', async (_what, change, words) => {
  await server.stop();
  await expect(restore({ from: spoilt(change) })).rejects.toThrow(words);
  await openServer();
  expect(await marks()).toEqual(['before']);
});

function change(folder: string, edit: (list: Record<string, unknown>) => object): void {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')))));
}

it('is refused when a key is another one of the same name, which is named', async () => {
  const others = keyIds(loadConfig({ ...env, DATA_KEYS: generateKeyRing('test-data') }, 'simulator'));
  await expect(restore({ keys: others })).rejects.toThrow(/not here: DATA_KEYS "test-data"\./);
});

const otherKeys = {
  DOCUMENT_SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }) as string,
  AUTH_SECRET: 'another-secret-another-secret-another!',
} as const;

it.each([
  [
    'DOCUMENT_SIGNING_KEY',
    /"signing"\. .*--without-signing-key; then documents .* not genuine\. Nothing was changed/,
  ],
  ['AUTH_SECRET', /"auth"\. .*--without-auth-secret; then everybody signs in again.* Nothing was changed/],
] as const)('names the way on, and its price, when %s is another one', async (name, words) => {
  const others = keyIds(loadConfig({ ...env, [name]: otherKeys[name] }, 'simulator'));
  await expect(restore({ keys: others })).rejects.toThrow(words);
});

it('goes on without the keys that may be lost when it is told to, and says what that means', async () => {
  const losable = { DOCUMENT_SIGNING_KEY: undefined, AUTH_SECRET: otherKeys.AUTH_SECRET };
  const config = loadConfig({ ...env, ...losable }, 'simulator');
  expect(() => keyIds(config)).toThrow(/DOCUMENT_SIGNING_KEY/);
  const here = keyIds(config, losableKeys);
  const said: string[] = [];
  const target = join(base, 'without');
  await restore({
    ...{ dataDir: target, replace: false, keys: here, lost: losableKeys },
    say: (line) => said.push(line),
  });
  expect(said.filter((line) => line.startsWith('without'))).toEqual([
    expect.stringMatching(/DOCUMENT_SIGNING_KEY: documents .* not genuine/),
    expect.stringMatching(/AUTH_SECRET: everybody signs in again/),
  ]);
  const there = await startPostgres({ dir: join(target, 'postgres') });
  try {
    const client = new pg.Client({ connectionString: there.ownerUrl });
    await client.connect();
    const { rows } = await client.query(
      "select details->'without' as without from audit_entry where event = 'BACKUP_RESTORED'",
    );
    await client.end();
    expect(rows).toEqual([{ without: ['DOCUMENT_SIGNING_KEY', 'AUTH_SECRET'] }]);
  } finally {
    await there.stop();
  }
});

it('lets no other key be lost', async () => {
  const others = keyIds(
    loadConfig({ ...env, INDEX_KEY: Buffer.alloc(32, 8).toString('base64') }, 'simulator'),
  );
  await expect(restore({ keys: others, lost: losableKeys })).rejects.toThrow(/not here: INDEX_KEY "index"\./);
});

it('takes a backup of which a newer key was put in front', async () => {
  const rotated = keyIds(
    loadConfig({ ...env, DATA_KEYS: `${generateKeyRing('k2')},${env.DATA_KEYS}` }, 'simulator'),
  );
  await expect(restore({ keys: rotated })).rejects.toThrow(/still work/);
});

it('tells a backup that was broken off', async () => {
  const broken = spoilt((at) => rmSync(join(at, 'manifest.json')));
  renameSync(broken, `${broken}.part`);
  await expect(restore({ from: `${broken}.part` })).rejects.toThrow(/broken off before it was complete/);
});

it('keeps everybody from a folder in which a restore was broken off', async () => {
  beginMoving(dataDir, '/backups/one');
  expect(() => refuseHalfRestored(dataDir)).toThrow(/broken off.*--from \/backups\/one --replace/);
  await expect(makeBackup({ dataDir, to: base, keys, filesElsewhere: false, say })).rejects.toThrow(
    /broken off/,
  );
  endMoving(dataDir);
  expect(() => refuseHalfRestored(dataDir)).not.toThrow();
});

it('makes no backup of nothing', async () => {
  await expect(
    makeBackup({ dataDir: join(base, 'nowhere'), to: base, keys, filesElsewhere: false, say }),
  ).rejects.toThrow(/nothing to back up/);
});

it('keeps a start away while a backup of the stopped product is under way', async () => {
  const path = join(base, 'backup.mjs');
  writeFileSync(path, 'setInterval(() => {}, 1000)');
  const other = spawn(process.execPath, [path]);
  const lock = { pid: other.pid, url: '', phase: 'starting', command: 'backup' };
  writeFileSync(join(dataDir, 'start.json'), JSON.stringify(lock));
  await expect(takeLock(dataDir, 'x')).rejects.toThrow(/"npm run backup" works on this data folder/);
  other.kill('SIGKILL');
});
