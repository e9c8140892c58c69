import { condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import { ownRecords } from '../activities.ts';
import { Turns } from '../turns.ts';

/** Acts of the test. */
export interface TwoMindsActs {
  /** One act on our own database that takes as long as the test wants. */
  slow(): Promise<void>;
  quick(): Promise<void>;
  /** A call to somebody else. */
  call(): Promise<void>;
}

const records = ownRecords<TwoMindsActs>();
const { call } = proxyActivities<TwoMindsActs>({ startToCloseTimeout: '1 minute' });

/** A promise within promises, as those of real work are: they decide who comes first when two are ready at once. */
async function deep<T>(levels: number, work: () => Promise<T>): Promise<T> {
  return levels === 0 ? await work() : await deep(levels - 1, work);
}

/**
 * As an order or a request does: work goes on by a slow act and a call, while the run waits for people and for what was
 * changed elsewhere. What comes in during the slow act must not change how the story is told. Only its test bundles it.
 */
export async function twoMindsWorkflow(levels: number): Promise<void> {
  const turns = new Turns();
  const heard = { news: false, acts: 0 };
  setHandler(defineSignal('changed'), () => {
    heard.news = true;
  });
  setHandler(defineUpdate('act'), () =>
    turns.take(async () => {
      await records.quick();
      heard.acts += 1;
    }),
  );
  let over = false;
  const work = (async () => {
    await deep(levels, () => turns.take(() => records.slow()));
    await call();
    over = true;
  })();
  while (!over || heard.news) {
    await condition(() => heard.news || over, '1 hour');
    if (!heard.news) continue;
    heard.news = false;
    await turns.take(() => records.quick());
  }
  await work;
}
