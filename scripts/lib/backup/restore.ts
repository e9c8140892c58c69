import { chownSync, existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dayKey } from '#platform/clock';
import { createDatabase } from '#prisma/client';
import { prismaDirectory } from '#prisma/engine';
import { systemPerson, writeAudit } from '#records/audit';
import { skipKuitansi } from '#records/orders/submit';
import { explain, Stop } from '../fail.ts';
import { takeLock } from '../launcher-lock.ts';
import { adoptCluster, startPostgres } from '../postgres.ts';
import { dataOwner, programsVersion } from '../postgres-programs.ts';
import { findProcesses } from '../processes.ts';
import { processMark } from '../supervisor.ts';
import { bytesOf, copyListed, flush, inMegabytes } from './copy.ts';
import { isLosable, type LosableKey, mayBeLost } from './lost-keys.ts';
import { type BackupPart, backupParts, type KeyId, type Manifest, readManifest } from './manifest.ts';
import { beginMoving, endMoving } from './restore-state.ts';

/** More orders than a day has: numbers that were given after the backup are not given again. */
const skippedNumbers = 5_000;

export interface RestoreOptions {
  readonly dataDir: string;
  /** The folder of one backup. */
  readonly from: string;
  /** The keys that are there now. */
  readonly keys: readonly KeyId[];
  /** Keys that whoever restores says are lost: the backup is restored without them. */
  readonly lost?: readonly LosableKey[];
  /** Move what is there aside. */
  readonly replace: boolean;
  readonly say: (line: string) => void;
}

/** What a restore did. */
export interface Restored {
  readonly manifest: Manifest;
  /** Where the old state lies now; null when there was none. */
  readonly aside: string | null;
}

/**
 * Brings a backup into the data folder: all of it is copied and compared with the backup's list before anything there is
 * touched; then the old state is moved aside and the copy into its place. The database is opened once, so that it is known
 * to be whole, and its audit trail says that it was restored.
 *
 * @throws Stop, with everything as it was: the product runs, the backup is not complete or was altered, a key is missing,
 *   another version made it, or there is data and `replace` was not given
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { dataDir, say } = options;
  const from = resolve(options.from);
  const manifest = readManifest(from);
  const lost = lostKeys(manifest, options);
  for (const setting of lost) say(`without its ${setting}: ${mayBeLost[setting].consequence}`);
  await refuseOtherVersion(manifest);
  const lock = await takeLock(dataDir, '', 'restore');
  const work = join(dataDir, `restoring-${process.pid}`);
  try {
    refuseRunning(dataDir);
    if (!options.replace) refuseData(dataDir, from);
    say(`checking and copying ${manifest.files.length} files, ${inMegabytes(bytesOf(manifest.files))}`);
    await mkdir(work, { mode: 0o700 });
    await copyChecked(from, work, manifest);
    const aside = await exchange(dataDir, from, work, partsOf(manifest));
    if (aside) say(`what was there lies in ${aside} now`);
    say('opening the database');
    await openDatabase(dataDir, manifest, lost);
    endMoving(dataDir);
    say(`restored: everything is as of ${manifest.takenAt}`);
    return { manifest, aside };
  } catch (error) {
    throw explain(error, 'The restore');
  } finally {
    await rm(work, { recursive: true, force: true });
    lock.release();
  }
}

/** The keys of the backup that are not here, all of them said to be lost. @throws Stop for any other */
function lostKeys({ keys }: Manifest, { keys: present, lost = [] }: RestoreOptions): LosableKey[] {
  const missing = keys.filter(
    (key) => !present.some((each) => each.setting === key.setting && each.check === key.check),
  );
  const losable = [...new Set(missing.map(({ setting }) => setting))].filter(isLosable);
  const needed = missing.filter(({ setting }) => !lost.some((name) => name === setting));
  if (needed.length === 0) return losable;
  const list = needed.map(({ setting, id }) => `${setting} "${id}"`).join(', ');
  const unread = needed.some(({ setting }) => !isLosable(setting));
  const why = unread ? '; without them nobody could read what is restored' : '';
  const ways = losable
    .filter((setting) => !lost.includes(setting))
    .map(
      (setting) =>
        ` If ${setting} is lost for good: --${mayBeLost[setting].option}; then ${mayBeLost[setting].consequence}.`,
    );
  throw new Stop(
    `Keys that belong to this backup are not here: ${list}. A key of the same name may be another one. Put back the secrets.json of that time, or set the variables${why}.${ways.join('')} Nothing was changed.`,
  );
}

async function refuseOtherVersion({ postgres, lastMigration, product }: Manifest): Promise<void> {
  const here = await programsVersion();
  if (postgres !== here) {
    throw new Stop(
      `The backup's database is of PostgreSQL ${postgres}, and this checkout brings PostgreSQL ${here}, which cannot read it. Restore with the version of the product that made it (${product}). Nothing was changed.`,
    );
  }
  if (!readdirSync(join(prismaDirectory, 'migrations')).includes(lastMigration)) {
    throw new Stop(
      `The backup was made by a newer version of the product (${product}, its tables are of ${lastMigration}). Restore with that version or a later one. Nothing was changed.`,
    );
  }
}

/** Servers and parts may outlive a start that was killed. */
function refuseRunning(dataDir: string): void {
  const marks = [
    `-D ${join(dataDir, 'postgres/data')}`,
    `--db-filename ${join(dataDir, 'temporal/temporal.db')}`,
    processMark(dataDir),
  ];
  const left = findProcesses((command) => marks.some((mark) => command.includes(mark)));
  if (left.length === 0) return;
  throw new Stop(
    `Processes of the product still work on ${dataDir} (${left.join(', ')}). End it with Ctrl-C first; if it was killed, "npm start" and Ctrl-C end them in order. Nothing was changed.`,
  );
}

function refuseData(dataDir: string, from: string): void {
  const full = backupParts.filter((part) => holdsData(join(dataDir, part)));
  if (full.length === 0) return;
  throw new Stop(
    `${dataDir} holds data (${full.join(', ')}). To put the backup in its place: npm run restore -- --from ${from} --replace. What is there is then moved aside and kept.`,
  );
}

const holdsData = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

/** Files on an S3 server are not of the backup: the folder stays as it is. */
const partsOf = ({ filesElsewhere }: Manifest): BackupPart[] =>
  backupParts.filter((part) => part !== 'files' || !filesElsewhere);

async function copyChecked(from: string, to: string, manifest: Manifest): Promise<void> {
  try {
    await copyListed(from, to, manifest);
    await flush(to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error;
    throw new Stop(
      `The backup in ${from} was altered or is damaged: ${(error as Error).message}. Take another one. Nothing was changed.`,
    );
  }
}

/** The old state aside, the new one into its place. Broken off in between, `npm start` refuses what lies there. */
async function exchange(
  dataDir: string,
  from: string,
  work: string,
  parts: readonly BackupPart[],
): Promise<string | null> {
  const aside = join(dataDir, `before-restore-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z`);
  beginMoving(dataDir, from);
  let moved = false;
  for (const part of parts) {
    const place = join(dataDir, part);
    if (holdsData(place)) {
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await rename(place, join(aside, part));
      moved = true;
    } else if (existsSync(place)) {
      await rmdir(place);
    }
    if (existsSync(join(work, part))) await rename(join(work, part), place);
  }
  await keepAddresses(aside, dataDir);
  return moved ? aside : null;
}

/** Passwords and ports of this folder stay its own: they are of the place, not of the data. */
async function keepAddresses(aside: string, dataDir: string): Promise<void> {
  for (const file of ['postgres/passwords.json', 'postgres/port.json', 'temporal/server.json']) {
    if (existsSync(join(aside, file))) await copyFile(join(aside, file), join(dataDir, file));
  }
}

async function openDatabase(
  dataDir: string,
  { takenAt, lastMigration }: Manifest,
  lost: readonly LosableKey[],
): Promise<void> {
  const dir = join(dataDir, 'postgres');
  giveToServer(join(dir, 'data'));
  await adoptCluster(dir);
  const server = await startPostgres({ dir });
  const db = createDatabase(server.appUrl, { poolSize: 1 });
  try {
    const details = { takenAt, lastMigration, ...(lost.length > 0 ? { without: lost } : {}) };
    await db.$transaction(async (tx) => {
      await skipKuitansi(tx, dayKey(new Date()), skippedNumbers);
      await writeAudit(tx, {
        ...{ event: 'BACKUP_RESTORED', actor: systemPerson('system'), outcome: 'OK' },
        ...{ subjectType: 'DATABASE', subjectId: 'loket', details },
      });
    });
  } finally {
    await db.$disconnect();
    await server.stop();
  }
}

/** As root, PostgreSQL runs under an account of its own, to which the cluster must belong. */
function giveToServer(path: string): void {
  const owner = dataOwner();
  if (!owner) return;
  chownSync(path, owner.uid, owner.gid);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
}
