import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { root } from '../install.mjs';

const page = readFileSync(join(root, 'docs/OPERATIONS.md'), 'utf8');
const statements = [...page.matchAll(/```sql\n([\s\S]*?)```/g)]
  .flatMap(([, block]) => (block ?? '').replace(/^--.*$/gm, '').split(';'))
  .map((statement) => statement.trim())
  .filter((statement) => statement !== '');

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

it('has queries', () => {
  expect(statements.length).toBeGreaterThan(3);
});

it.each(statements)('the operations page can be taken at its word: %s', async (statement) => {
  await expect(client.query(statement)).resolves.toMatchObject({ command: expect.any(String) });
});
