import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import { createDatabase, type Database } from './client.ts';

let database: TestDatabase;
let single: Database;
/** Sees what others do. */
let superuser: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  single = createDatabase(database.url, { poolSize: 1 });
  superuser = createDatabase(database.superuserUrl, { poolSize: 1 });
});
afterAll(async () => {
  await Promise.all([single?.$disconnect(), superuser?.$disconnect()]);
  await database?.drop();
});

/** Ends a connection of the server once it has answered, from a process of its own: this one hears nothing meanwhile. */
const endWhenIdle = (pid: number) =>
  execFileSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import pg from 'pg';
     const client = new pg.Client(process.argv[1]);
     await client.connect();
     const state = async () => (await client.query('select state from pg_stat_activity where pid = $1', [${pid}])).rows[0]?.state;
     while ((await state()) === 'active');
     await client.query('select pg_terminate_backend($1)', [${pid}]);
     while (await state());
     await client.end();`,
    database.superuserUrl,
  ]);

it('survives a server that ends a connection in the same breath in which it has answered', async () => {
  const [row] = await single.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const pid = row?.pid ?? 0;
  const answered = single.$queryRaw`select pg_sleep(0.2)::text`.then(() => 'answered');
  await eventually(async () => {
    const [seen] = await superuser.$queryRaw<{ state: string }[]>`
      select state from pg_stat_activity where pid = ${pid}`;
    expect(seen?.state).toBe('active');
  });
  // It waits for the one connection, and gets it at the moment at which its end is the next thing to be read.
  const next = single
    .$transaction((tx) => tx.$queryRaw`select 1`)
    .then(
      () => 'done',
      () => 'refused',
    );
  await new Promise((resolve) => setImmediate(resolve));
  endWhenIdle(pid);
  expect([await answered, await next]).toEqual(['answered', 'refused']);
  expect(await single.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
});
