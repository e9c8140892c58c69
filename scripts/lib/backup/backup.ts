import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { explain, Stop } from '../fail.ts';
import { root } from '../install.mjs';
import { lockHolder, takeLock } from '../launcher-lock.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { writeState } from '../state-file.ts';
import { bytesOf, type Copied, copyTree, flush, inMegabytes } from './copy.ts';
import { type KeyId, type Manifest, manifestFile, unfinished } from './manifest.ts';
import { copyCluster } from './postgres-copy.ts';
import { refuseHalfRestored } from './restore-state.ts';
import { copyTemporal } from './temporal-copy.ts';

export interface BackupOptions {
  readonly dataDir: string;
  /** Folder that gets the backup as a folder of its own, named by the moment. */
  readonly to: string;
  readonly keys: readonly KeyId[];
  readonly filesElsewhere: boolean;
  readonly say: (line: string) => void;
}

/**
 * Backs up the database, Temporal and the files of `npm start`, running or stopped, and says which keys they need. Keys,
 * logs and the simulators, which stand for others' systems, are not in it. Gives the backup's folder, which appears under
 * its name only when all is in it.
 *
 * The order: the database's files, Temporal, the end of the database's log, the files of people. So the database is as of
 * a moment just after Temporal's, and no workflow is newer than its order; and no row names a file that was not there yet.
 *
 * @throws Stop when there is nothing, the product is just starting or ending, or another backup is under way
 */
export async function makeBackup(options: BackupOptions): Promise<string> {
  const { dataDir, say } = options;
  if (!existsSync(join(dataDir, 'postgres/data/PG_VERSION'))) {
    throw new Stop(`There is nothing to back up in ${dataDir}: "npm start" was never run on it.`);
  }
  refuseHalfRestored(dataDir);
  const release = await holdFolder(dataDir);
  const now = new Date();
  const folder = join(resolve(options.to), `loket-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`);
  const work = `${folder}${unfinished}`;
  try {
    await mkdir(resolve(options.to), { recursive: true, mode: 0o700 });
    await mkdir(work, { mode: 0o700 });
    await chmod(work, 0o700);
    const manifest = await fill(work, options, release === null);
    await flush(work);
    writeState(join(work, manifestFile), manifest);
    await flush(work);
    await rename(work, folder);
    say(`complete: ${folder}, ${inMegabytes(bytesOf(manifest.files))}`);
    return folder;
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw explain(error, 'The backup');
  } finally {
    release?.();
  }
}

/** Keeps a start away while the product is stopped. Null: it runs, and holds its folder itself. */
async function holdFolder(dataDir: string): Promise<(() => void) | null> {
  const holder = lockHolder(dataDir);
  if (holder && (holder.command ?? 'start') === 'start') {
    if (holder.phase === 'running') return null;
    throw new Stop('The product is just starting or ending. Run the backup again in a minute.');
  }
  return (await takeLock(dataDir, '', 'backup')).release;
}

async function fill(work: string, options: BackupOptions, hot: boolean): Promise<Manifest> {
  const { dataDir, say, keys, filesElsewhere } = options;
  say(hot ? 'the product runs: it goes on meanwhile' : 'the product is stopped');
  const server = await startPostgres({ dir: join(dataDir, 'postgres') });
  try {
    const lastMigration = await readLastMigration(server);
    let temporal: Copied = { files: [], folders: [] };
    let takenAt = '';
    say('PostgreSQL: copying');
    const database = await copyCluster(server.superuserUrl, dataDir, work, async () => {
      temporal = await copyTemporal(dataDir, work);
      tell(say, 'Temporal', temporal);
      takenAt = new Date().toISOString();
    });
    tell(say, 'PostgreSQL', database);
    const files = filesElsewhere
      ? { files: [], folders: [] }
      : await copyTree(dataDir, work, 'files', (inner) => inner.endsWith('.part'));
    if (filesElsewhere) say('files: on the server of STORAGE_URL, so NOT in this backup');
    else tell(say, 'files', files);
    return {
      format: 1,
      ...{ takenAt, hot, lastMigration, filesElsewhere, keys: [...keys] },
      product: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
      postgres: readFileSync(join(work, 'postgres/data/PG_VERSION'), 'utf8').trim(),
      folders: [database, temporal, files].flatMap((part) => part.folders),
      files: [database, temporal, files].flatMap((part) => part.files),
    };
  } finally {
    // One that ran before goes on.
    if (!server.reused) await server.stop();
  }
}

function tell(say: BackupOptions['say'], what: string, { files }: Copied): void {
  say(`${what}: ${files.length} file(s), ${inMegabytes(bytesOf(files))}`);
}

async function readLastMigration(server: Postgres): Promise<string> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'select migration_name as name from _prisma_migrations where finished_at is not null order by 1 desc limit 1',
    );
    if (rows[0]) return rows[0].name;
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error;
  } finally {
    await client.end();
  }
  throw new Stop('The database has no tables yet: let "npm start" finish once, then back up.');
}
