import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Small JSON files of state. A kill in the middle of writing leaves the old one, never half a new one. */
export function writeState(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Undefined when there is no such file, or nothing that can be read in it. */
export function readState<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
