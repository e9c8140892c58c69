import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Runs SQL in the database of a product that `npm start` keeps in this folder, as the role that owns it: what an
 * administrator of the database does beside the running system.
 */
export async function asOwner(
  dataDir: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const dir = join(dataDir, 'postgres');
  const { owner } = JSON.parse(readFileSync(join(dir, 'passwords.json'), 'utf8')) as { owner: string };
  // The fourth line of the server's own lock file is its port.
  const port = Number(readFileSync(join(dir, 'data/postmaster.pid'), 'utf8').split('\n')[3]);
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'loket_owner',
    password: owner,
    database: 'loket',
  });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
