import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffSchema, prismaDirectory } from '#prisma/engine';
import { Stop } from './lib/fail.ts';
import { startPostgres } from './lib/postgres.ts';
import { runCommand } from './lib/run-command.ts';

/**
 * `node --import tsx scripts/make-migration.ts <name>`: writes the SQL that leads from prisma/migrations to
 * prisma/schema.prisma as a new migration. Uses a throw-away PostgreSQL; touches no other database.
 */
async function main(): Promise<void> {
  const name = process.argv[2];
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw new Stop(
      'Give the migration a name of lower-case words: scripts/make-migration.ts add_order_notes',
    );
  }
  const migrations = join(prismaDirectory, 'migrations');
  mkdirSync(migrations, { recursive: true });
  const dir = mkdtempSync(join(tmpdir(), 'loket-migration-'));
  const postgres = await startPostgres({ dir, settings: { fsync: 'off' } });
  try {
    const sql = await diffSchema(postgres.superuserUrl, migrations, join(prismaDirectory, 'schema.prisma'));
    if (!sql) {
      console.log('prisma/schema.prisma and prisma/migrations already agree: nothing written.');
      return;
    }
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(migrations, `${stamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'migration.sql'), sql);
    console.log(
      `Wrote ${folder}/migration.sql (${sql.split('\n').length} lines). Read it before you commit it.`,
    );
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

await runCommand(main);
