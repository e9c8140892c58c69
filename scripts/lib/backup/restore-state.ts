import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../fail.ts';
import { writeState } from '../state-file.ts';

/** Stands in the data folder while a restore moves things, so that nobody starts on half of it. */
const markOf = (dataDir: string): string => join(dataDir, 'restoring.json');

/** @throws Stop when a restore was broken off between the old state and the new */
export function refuseHalfRestored(dataDir: string): void {
  if (!existsSync(markOf(dataDir))) return;
  const from = String(JSON.parse(readFileSync(markOf(dataDir), 'utf8')).from);
  throw new Stop(
    `A restore of ${dataDir} was broken off, so what lies there is neither the old state nor the new. Run it again: npm run restore -- --from ${from} --replace. (Or give it up: move the folders of ${join(dataDir, 'before-restore-…')} back and delete ${markOf(dataDir)}.)`,
  );
}

export const beginMoving = (dataDir: string, from: string): void => writeState(markOf(dataDir), { from });
export const endMoving = (dataDir: string): void => rmSync(markOf(dataDir), { force: true });
