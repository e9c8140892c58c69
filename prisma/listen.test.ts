import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import { listenTo } from './listen.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const say = (channel: string, payload: string) =>
  database.db.$executeRaw`select pg_notify(${channel}, ${payload})`;

/** Ends every LISTENing connection to the database, as a restart of the server would. */
async function cutListeners(): Promise<void> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'loket-listen' and datname = current_database()`,
  );
  await client.end();
}

it('hears its channels, also after the connection was cut, and says that it missed something', async () => {
  const heard: string[] = [];
  let connected = 0;
  const listener = listenTo(database.url, {
    channels: ['outbox', 'order_changed'],
    onNotification: (channel, payload) => heard.push(`${channel}:${payload}`),
    onConnected: () => {
      connected += 1;
    },
  });
  await eventually(() => connected === 1);
  await say('order_changed', '{"a":1}');
  await say('another', 'x');
  await say('outbox', '');
  await eventually(() => expect(heard).toEqual(['order_changed:{"a":1}', 'outbox:']));

  await cutListeners();
  await eventually(() => connected === 2);
  await say('outbox', 'again');
  await eventually(() => expect(heard.at(-1)).toBe('outbox:again'));
  await listener.stop();
});

it('waits for a server that is not there, and can be stopped meanwhile', async () => {
  const errors: Error[] = [];
  const listener = listenTo('postgresql://nobody:x@127.0.0.1:1/none', {
    channels: ['outbox'],
    onNotification: () => {},
    onError: (error) => errors.push(error),
  });
  await eventually(() => errors.length >= 2);
  await listener.stop();
});
