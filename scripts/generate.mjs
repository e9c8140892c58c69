/**
 * `node scripts/generate.mjs`: writes the database client (prisma/generated) from prisma/schema.prisma; does nothing
 * while it is newer than the schema, unless `--force` is given. Plain JavaScript: it also runs before a build.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Generates the client when needed; true when it did. Throws an Error whose message is Prisma's own words. */
export function generateClient(force = false) {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
  const version = readFileSync(join(root, 'node_modules/prisma/package.json'), 'utf8');
  const stamp = createHash('sha256').update(schema).update(JSON.parse(version).version).digest('hex');
  const stampFile = join(root, 'prisma/generated/.stamp');
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  rmSync(stampFile, { force: true });
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/prisma/build/index.js'),
      'generate',
      '--schema',
      'prisma/schema.prisma',
      '--no-hints',
    ],
    {
      cwd: root,
      encoding: 'utf8',
      // Generating needs no schema engine; without this, Prisma would download one first.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        NO_COLOR: '1',
      },
    },
  );
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}\n${result.stderr}`);
  writeFileSync(stampFile, stamp);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(
      generateClient(process.argv.includes('--force'))
        ? 'Wrote prisma/generated.'
        : 'prisma/generated is up to date.',
    );
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
