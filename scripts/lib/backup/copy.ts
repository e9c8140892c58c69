import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { CopiedFile } from './manifest.ts';

/** What was copied, by paths below the backup's folder. */
export interface Copied {
  readonly files: readonly CopiedFile[];
  readonly folders: readonly string[];
}

const chunk = 1 << 20;
const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Files that are copied at the same time: a database has a thousand small ones. */
const together = 8;

/**
 * Copies one file, closed to others, and gives its size and SHA-256 as they were read. Null when it is not
 * there (any more). `to` null: it is read only.
 */
export async function copyFile(
  from: string,
  to: string | null,
): Promise<Pick<CopiedFile, 'bytes' | 'sha256'> | null> {
  const source = await open(from, 'r').catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  if (!source) return null;
  try {
    const target = to === null ? null : await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const { size } = await source.stat();
      const length = Math.min(chunk, Math.max(size, 1 << 13));
      const buffer = Buffer.allocUnsafe(length);
      let bytes = 0;
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, length, null);
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await target?.writeFile(piece);
        bytes += bytesRead;
      }
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await target?.close();
    }
  } finally {
    await source.close();
  }
}

/**
 * Copies `from/<path>` to `to/<path>` with all that is in it, save what `skip` names by its path below `path`. What
 * vanishes meanwhile is left out.
 */
export async function copyTree(
  from: string,
  to: string,
  path: string,
  skip: (inner: string) => boolean = () => false,
): Promise<Copied> {
  const files: CopiedFile[] = [];
  const folders: string[] = [];
  const limit = pLimit(together);
  const copies: Promise<void>[] = [];
  const copyOne = async (from: string, to: string, path: string): Promise<void> => {
    const copied = await copyFile(from, to);
    if (copied) files.push({ path, ...copied });
  };
  const walk = async (inner: string): Promise<void> => {
    const here = inner ? `${path}/${inner}` : path;
    await mkdir(join(to, here), { recursive: true, mode: 0o700 });
    folders.push(here);
    const entries = await readdir(join(from, here), { withFileTypes: true }).catch((error: unknown) => {
      if (isGone(error)) return [];
      throw error;
    });
    for (const entry of entries) {
      const below = inner ? `${inner}/${entry.name}` : entry.name;
      if (skip(below)) continue;
      if (entry.isDirectory()) await walk(below);
      else if (entry.isFile()) {
        const [source, target] = [join(from, here, entry.name), join(to, here, entry.name)];
        copies.push(limit(copyOne, source, target, `${path}/${below}`));
      }
    }
  };
  await walk('');
  for (const each of await Promise.allSettled(copies)) if (each.status === 'rejected') throw each.reason;
  return { files, folders };
}

/** Makes the folders of a backup and copies its files. @throws Error naming the first file that is not as it was */
export async function copyListed(from: string, to: string, listed: Copied): Promise<void> {
  for (const folder of listed.folders) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  const limit = pLimit(together);
  const copyOne = async ({ path, sha256 }: CopiedFile): Promise<void> => {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    const copied = await copyFile(join(from, path), join(to, path));
    if (copied?.sha256 !== sha256) throw new Error(`${path} is not as the backup's list says`);
  };
  const results = await Promise.allSettled(listed.files.map((file) => limit(copyOne, file)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Waits until what was written to the folder's disk is on it: once for all, since a thousand files each by itself take long. */
export async function flush(folder: string): Promise<void> {
  const run = promisify(execFile);
  // Not every system's `sync` can be told the disk.
  await run('sync', ['-f', folder]).catch(() => run('sync').catch(() => undefined));
}

export const bytesOf = (files: readonly CopiedFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** For progress: `12.3 MB`. */
export const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
