import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Stop } from '../fail.ts';

/** What a backup holds, each in a folder of its name. */
export const backupParts = ['postgres', 'temporal', 'files'] as const;
export type BackupPart = (typeof backupParts)[number];

/** A path below the backup's folder: a manifest must not make a restore write elsewhere. */
const InnerPath = z
  .string()
  .regex(new RegExp(`^(${backupParts.join('|')})(/|$)`))
  .refine((path) => !path.includes('\\') && path.split('/').every((name) => name !== '..' && name !== '.'));

const CopiedFile = z.object({ path: InnerPath, bytes: z.int().min(0), sha256: z.string().length(64) });
/** A file of a backup, by its path below the backup's folder. */
export type CopiedFile = z.infer<typeof CopiedFile>;

const KeyId = z.object({
  /** The setting that holds it. */
  setting: z.string(),
  id: z.string(),
  /** Tells one key from another of the same id; the key does not follow from it. */
  check: z.string(),
});
/** A key by its id: never the key. */
export type KeyId = z.infer<typeof KeyId>;

const Manifest = z.object({
  format: z.literal(1),
  /** The moment to which the database goes back. */
  takenAt: z.iso.datetime(),
  /** Whether the product was running. */
  hot: z.boolean(),
  product: z.string(),
  /** PostgreSQL's major version: its files fit no other. */
  postgres: z.string(),
  lastMigration: z.string(),
  /** Keys without which what is sealed in the backup cannot be read. */
  keys: z.array(KeyId),
  /** Files of people lie on an S3 server and are not in the backup. */
  filesElsewhere: z.boolean(),
  folders: z.array(InnerPath),
  files: z.array(CopiedFile),
});
/** The list of what a backup is: written last, so that a folder without one is no backup. */
export type Manifest = z.infer<typeof Manifest>;

export const manifestFile = 'manifest.json';
/** What the name of an unfinished backup ends in. */
export const unfinished = '.part';

/** @throws Stop when the folder is no backup, or one that was broken off */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestFile), 'utf8');
  } catch {
    const why = folder.replace(/[/\\]+$/, '').endsWith(unfinished)
      ? 'the backup was broken off before it was complete'
      : `it holds no ${manifestFile}`;
    throw new Stop(`${folder} cannot be restored: ${why}. Name the folder of a complete backup with --from.`);
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw new Stop(
      `${join(folder, manifestFile)} cannot be read: it is damaged, or of another version of the product. Nothing was changed.`,
    );
  }
}
