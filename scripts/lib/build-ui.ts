import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './install.mjs';

const stampFile = join(root, 'node_modules/.cache/loket-admin-ui');
/** The first one empties the folder. */
const configs = ['vite.config.ts', 'vite.pages.config.ts', 'vite.citizen.config.ts'];
const result = join(root, 'admin-ui/dist/index.html');

/**
 * Builds the pages (admin-ui/dist) when what they are made of has changed since the last build. By content, not by
 * date: a checkout writes new dates.
 * @returns whether it built
 * @throws Error with the end of Vite's output
 */
export async function buildUi(): Promise<boolean> {
  if (!existsSync(join(root, 'admin-ui/vite.config.ts'))) return false;
  const stamp = hashSources();
  if (existsSync(result) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  rmSync(stampFile, { force: true });
  try {
    for (const config of configs) {
      await promisify(execFile)(
        process.execPath,
        ['node_modules/vite/bin/vite.js', 'build', '--config', `admin-ui/${config}`],
        {
          cwd: root,
          env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
          maxBuffer: 32 * 1024 * 1024,
        },
      );
    }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(
      `the pages could not be built:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-25).join('\n')}`,
    );
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const folder of ['admin-ui', 'contract']) {
    for (const path of files(join(root, folder)))
      hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules')
    .sort((left, right) => left.name.localeCompare(right.name))
    .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
}
