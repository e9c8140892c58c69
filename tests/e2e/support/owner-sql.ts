import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, type Database } from '#prisma/client';

/**
 * Runs SQL in the database of a product that `npm start` keeps in this folder, as the role that owns it: what an
 * administrator of the database does beside the running system. Gives how many rows it touched.
 */
export const asOwner = (dataDir: string, sql: string, values: readonly unknown[] = []): Promise<number> =>
  withOwner(dataDir, async (client) => (await client.query(sql, [...values])).rowCount ?? 0);

/** Units that an institution's vouchers from orders have brought so far, by the product's name. */
export const unitsOrdered = (
  dataDir: string,
  institutionCode: string,
): Promise<ReadonlyMap<string, number>> =>
  withOwner(dataDir, async (client) => {
    const { rows } = await client.query<{ name: string; units: string }>(
      `select p.name, sum(v.units) as units
       from voucher v join product p on p.id = v.product_id join institution i on i.id = v.institution_id
       where i.code = $1 and v.source = 'PESANAN' group by p.name`,
      [institutionCode],
    );
    return new Map(rows.map(({ name, units }) => [name, Number(units)]));
  });

/** Every row of every table as one text each, by the table's name. */
export const dumpTables = (dataDir: string): Promise<{ name: string; rows: string[] }[]> =>
  withOwner(dataDir, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const dumped = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      dumped.push({ name, rows: rows.map(({ row }) => row) });
    }
    return dumped;
  });

/** The same database as code sees it, as its owner: for arranging what the pages would take long to bring about. */
export async function inDatabase<T>(dataDir: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = createDatabase(ownerUrl(dataDir), { poolSize: 1 });
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

async function withOwner<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl(dataDir) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function ownerUrl(dataDir: string): string {
  const dir = join(dataDir, 'postgres');
  const { owner } = JSON.parse(readFileSync(join(dir, 'passwords.json'), 'utf8')) as { owner: string };
  // The fourth line of the server's own lock file is its port.
  const port = readFileSync(join(dir, 'data/postmaster.pid'), 'utf8').split('\n')[3]?.trim();
  return `postgres://loket_owner:${encodeURIComponent(owner)}@127.0.0.1:${port}/loket`;
}
