import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Stop } from '../fail.ts';
import { type Copied, copyFile, copyTree } from './copy.ts';
import type { CopiedFile } from './manifest.ts';

/** Holds back the write-ahead log that the copy needs, and keeps a second backup away. Gone with the session. */
const slot = 'loket_backup';

/** Folders that the server fills anew when it starts. */
const madeAnew = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
/** Files that belong to the running server, and its log. */
const notOurs =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map|server\.log.*)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)(\/|$)/;

const skip = (inner: string): boolean =>
  notOurs.test(inner) || madeAnew.some((folder) => inner.startsWith(`${folder}/`));

/**
 * Copies a running server's data folder by PostgreSQL's low-level backup API: the files as they lie, and the write-ahead
 * log by which a server that starts on the copy brings them to one moment, that of the end. `beforeEnd` runs when all
 * but that log is copied.
 *
 * @param from the folder that holds `postgres/data`
 * @throws Stop when another backup is under way, or the server was stopped meanwhile
 */
export async function copyCluster(
  superuserUrl: string,
  from: string,
  to: string,
  beforeEnd: () => Promise<void>,
): Promise<Copied> {
  const client = new pg.Client({ connectionString: superuserUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await reserve(client);
    const [{ first }] = await rows<{ first: string }>(
      client,
      "select pg_walfile_name(pg_backup_start('loket', true)) as first",
    );
    const data = await copyTree(from, to, 'postgres/data', skip);
    await beforeEnd();
    const [{ label, last }] = await rows<{ label: string; last: string }>(
      client,
      'select labelfile as label, pg_walfile_name(lsn - 1) as last from pg_backup_stop(false)',
    );
    const log = await copyLog(client, { from, to, first, last });
    await writeFile(join(to, 'postgres/data/backup_label'), label, { mode: 0o600, flush: true });
    return { folders: data.folders, files: [...data.files, ...log, await listed(to, 'backup_label')] };
  } catch (error) {
    if (/terminat|ECONNRESET|shutting down/i.test(String(error))) {
      throw new Stop('PostgreSQL was stopped during the backup, which is not complete. Run it again.');
    }
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function reserve(client: pg.Client): Promise<void> {
  try {
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot]);
  } catch (error) {
    if ((error as { code?: string }).code !== '42710') throw error;
    throw new Stop('Another backup of this product is under way. Wait for its end.');
  }
}

/** The segments from the one in which the copy began to the one in which it ended, in the order of their names. */
async function copyLog(
  client: pg.Client,
  span: { from: string; to: string; first: string; last: string },
): Promise<CopiedFile[]> {
  const found = await rows<{ name: string }>(
    client,
    "select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name between $1 and $2 order by name",
    [span.first, span.last],
  );
  const files: CopiedFile[] = [];
  for (const { name } of found) {
    const path = `postgres/data/pg_wal/${name}`;
    const copied = await copyFile(join(span.from, path), join(span.to, path));
    if (!copied) throw new Error(`${path} is gone`);
    files.push({ path, ...copied });
  }
  if (files.length === 0) throw new Error(`no write-ahead log from ${span.first} to ${span.last}`);
  return files;
}

async function listed(to: string, name: string): Promise<CopiedFile> {
  const path = `postgres/data/${name}`;
  const read = await copyFile(join(to, path), null);
  if (!read) throw new Error(`${path} is gone`);
  return { path, ...read };
}

async function rows<T>(client: pg.Client, sql: string, values: unknown[] = []): Promise<[T, ...T[]]> {
  return (await client.query(sql, values)).rows as [T, ...T[]];
}
