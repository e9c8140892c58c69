import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { orderWorkflowId } from '#contract/orders/messages';
import { pause } from '../scripts/lib/processes.ts';
import { testEnvironment } from '../tests/support/config.ts';
import { startProcess, type TestProcess } from '../tests/support/process.ts';
import type { BareStep } from './bare/bare.workflow.ts';
import { amount, median, times } from './support/figures.ts';
import { type ProductUnderTest, startProductUnderTest } from './support/product-under-test.ts';
import { type Report, table } from './support/report.ts';
import { execute, makeNamespace, openTemporal, startBenchPostgres } from './support/servers.ts';

const orders = Number(process.env['BENCH_ORDERS'] ?? 60);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

/**
 * Whole orders per second — workflow, acts, PostgreSQL, simulated SIMPONI and bank — against a bare Temporal workflow
 * whose steps are of the same kinds and number, on the same server, in turns. Also the history's length.
 */
export async function measureLifecycle(): Promise<Report> {
  const postgres = await startBenchPostgres();
  const server = await openTemporal();
  const connection = await Connection.connect({ address: server.address });
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const namespace = await makeNamespace(connection);
    const client = new Client({ connection, namespace });
    const { appUrl, superuserUrl } = await postgres.createDatabase('bench_lifecycle');
    await execute(superuserUrl, withoutMails);
    const product = await startProductUnderTest({ appUrl, temporalAddress: server.address, namespace });
    stops.push(() => product.stop());
    const [first = ''] = await product.completeOrders(1);
    const history = await readHistory(client, orderWorkflowId(first));
    const bare = await startBare(client, server.address, namespace, history.plan);
    stops.push(() => bare.stop());
    const [bareId = ''] = await bare.complete(1);
    const bareHistory = await readHistory(client, bareId);

    console.log(
      `on ${server.kind}: ${orders} orders a round, ${rounds} rounds; events ${history.events} and ${bareHistory.events}`,
    );
    const results = [];
    for (let round = 0; round <= rounds; round++) {
      const result = await measureRound(product, bare, superuserUrl, round % 2 === 1);
      if (round === 0) continue; // Warming up.
      console.log(`round ${round}: ${describe(result)}`);
      results.push(result);
    }
    return report(results, history.events, bareHistory.events, server.kind, history.plan);
  } finally {
    for (const stop of stops.reverse()) await stop();
    await connection.close();
    await server.stop();
    await postgres.stop();
  }
}

/** Orders per second of one round. */
interface Round {
  readonly order: number;
  readonly bare: number;
  /** With every mail rendered, its PDF attached, and delivered to the simulated mail server. */
  readonly withMails: number;
}

async function measureRound(
  product: ProductUnderTest,
  bare: Bare,
  superuserUrl: string,
  bareFirst: boolean,
): Promise<Round> {
  const order = () => rate(() => product.completeOrders(orders));
  const plain = () => rate(() => bare.complete(orders));
  const figures = bareFirst ? [await plain(), await order()].reverse() : [await order(), await plain()];
  await execute(superuserUrl, withMails);
  const mailed = await rate(async () => {
    await product.completeOrders(orders);
    await product.waitForMails();
  });
  await execute(superuserUrl, withoutMails);
  return { order: figures[0] as number, bare: figures[1] as number, withMails: mailed };
}

async function rate(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return orders / ((performance.now() - began) / 1000);
}

const describe = ({ order, bare, withMails: mailed }: Round): string =>
  `${amount(order)} orders/s, bare ${amount(bare)}/s: ${times(order / bare)}; with mails ${amount(mailed)} orders/s`;

function report(
  results: readonly Round[],
  events: number,
  bareEvents: number,
  server: string,
  plan: readonly BareStep[],
): Report {
  const ratio = median(results.map(({ order, bare }) => order / bare));
  const mailed = median(results.map(({ withMails: each, bare }) => each / bare));
  const of = (pick: (round: Round) => number) => amount(median(results.map(pick)));
  const count = (kind: BareStep) => plan.filter((step) => step === kind).length;
  return {
    key: 'lifecycle',
    title: 'Order lifecycle',
    outcomes: [
      {
        what: 'orders per second against a bare workflow with the same steps',
        figure: `${times(ratio)} (${of((round) => round.order)} against ${of((round) => round.bare)} per second)`,
        target: '≥ 0.80x',
        met: ratio >= 0.8,
      },
      {
        what: 'history events of the straight paid order',
        figure: String(events),
        target: '≤ 40',
        met: events <= 40,
      },
    ],
    details: `On ${server}, ${orders} orders at once, median of ${results.length} rounds. The bare workflow has ${bareEvents} events: ${count('local')} local
acts, ${count('activity')} acts and ${count('wait')} wait, all doing nothing, without encryption. For information: with every mail
rendered (PDF attached) and delivered before the clock stops, ${of((round) => round.withMails)} orders per second (${times(mailed)}).

${table(
  ['round', 'orders/s', 'bare/s', 'ratio', 'orders/s with mails'],
  results.map((round, at) => [
    String(at + 1),
    amount(round.order),
    amount(round.bare),
    times(round.order / round.bare),
    amount(round.withMails),
  ]),
)}`,
  };
}

/** Mails are delivered beside the lifecycle; without this they would take their CPU from it. */
const withoutMails = `
create or replace function bench_skip() returns trigger language plpgsql as $$
begin new.status := 'SKIPPED'; return new; end $$;
create or replace trigger bench_skip before insert on outgoing_notice for each row execute function bench_skip();`;
const withMails = 'drop trigger if exists bench_skip on outgoing_notice';

/** The length of a history, and the steps of which it was made, in their order. */
async function readHistory(
  client: Client,
  workflowId: string,
): Promise<{ events: number; plan: BareStep[] }> {
  const handle = client.workflow.getHandle(workflowId);
  // Not its result: that is encrypted, and this client has no key.
  while ((await handle.describe()).status.name === 'RUNNING') await pause(50);
  const { events } = await handle.fetchHistory();
  const plan = (events ?? []).flatMap((event): BareStep[] => {
    if (event.markerRecordedEventAttributes) return ['local'];
    if (event.activityTaskScheduledEventAttributes) return ['activity'];
    return event.timerStartedEventAttributes ? ['wait'] : [];
  });
  return { events: events?.length ?? 0, plan };
}

interface Bare {
  complete(count: number): Promise<string[]>;
  stop(): Promise<unknown>;
}

async function startBare(
  client: Client,
  address: string,
  namespace: string,
  plan: readonly BareStep[],
): Promise<Bare> {
  const worker: TestProcess = await startProcess(
    'bench/bare/worker.ts',
    testEnvironment({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }),
  );
  worker.child.on('message', (message: { type?: string; workflowId?: string }) => {
    // The pause lets the workflow reach its wait, so that the timer is started as in the real one.
    if (message.type === 'waiting' && message.workflowId)
      void pause(20).then(() => client.workflow.getHandle(message.workflowId ?? '').signal('wake'));
  });
  return {
    complete: async (count) => {
      const started = await Promise.all(
        Array.from({ length: count }, () =>
          client.workflow.start('bareWorkflow', {
            workflowId: `bare-${randomUUID()}`,
            taskQueue: 'bench-bare',
            args: [plan],
          }),
        ),
      );
      await Promise.all(started.map((handle) => handle.result()));
      return started.map(({ workflowId }) => workflowId);
    },
    stop: () => worker.stop(),
  };
}
