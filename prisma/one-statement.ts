import { PrismaPg } from '@prisma/adapter-pg';
import pLimit from 'p-limit';
import { surviving } from './pool.ts';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type OpenTransaction = Awaited<ReturnType<Adapter['startTransaction']>>;

/**
 * Prisma's adapter, but with one statement at a time on the connection of a transaction. Prisma reads the relations of
 * an `include` all at once; outside a transaction each has a connection of its own, inside one they have to share. The
 * driver queues them then, calls that deprecated, and refuses it from pg 9 on. The order is the driver's: first come,
 * first served.
 */
export class OneStatementAtATime extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    surviving(adapter.underlyingDriver());
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => inTurns(await start(isolation));
    return adapter;
  }
}

function inTurns(transaction: OpenTransaction): OpenTransaction {
  const turns = pLimit(1);
  const [query, execute] = [transaction.queryRaw, transaction.executeRaw];
  transaction.queryRaw = (sql) => turns(() => query.call(transaction, sql));
  transaction.executeRaw = (sql) => turns(() => execute.call(transaction, sql));
  return transaction;
}
