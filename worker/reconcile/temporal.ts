import { type Client, QueryRejectedError, WorkflowNotFoundError } from '@temporalio/client';
import pLimit from 'p-limit';
import { type Seen, seenQuery } from '#contract/shared/workflow-view';
import { hearAgain, releaseRun } from '#records/releases';
import { type Carried, type CarriedRow, carriedKinds } from './carried.ts';
import type { Difference, ReconcileDeps } from './differences.ts';

/** Workflows that are asked at the same time. */
const together = 8;
/** A workflow that is not in a worker's memory is replayed before it answers. */
const answerMs = 15_000;

type Deps = Pick<ReconcileDeps, 'db' | 'temporal' | 'now' | 'say'>;

/**
 * Each open row should be carried by a running workflow that knows its present version, and each running workflow should
 * have its row.
 */
export async function compareWithTemporal(deps: Deps): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const carried of carriedKinds) {
    const [rows, running] = await Promise.all([
      carried.rows(deps.db, deps.now()),
      listRunning(deps.temporal, carried),
    ]);
    deps.say(`Temporal: ${rows.length} open ${carried.name}(s), ${running.size} running workflow(s)`);
    found.push(...(await findLost(deps, carried, rows, running)));
    found.push(...(await findOtherwise(deps, carried, rows, running)));
  }
  return found;
}

/** Ids of the rows whose workflow runs. */
async function listRunning(temporal: Client, { workflowType, workflowId }: Carried): Promise<Set<string>> {
  const query = `WorkflowType = '${workflowType}' AND ExecutionStatus = 'Running'`;
  const prefix = workflowId('');
  const ids = new Set<string>();
  for await (const { workflowId: id } of temporal.workflow.list({ query })) ids.add(id.slice(prefix.length));
  return ids;
}

/** Rows that nobody carries. What the outbox still holds will be carried, and is no difference. */
async function findLost(
  deps: Deps,
  carried: Carried,
  rows: readonly CarriedRow[],
  running: ReadonlySet<string>,
): Promise<Difference[]> {
  const { db, temporal } = deps;
  const { kind, name, workflowId } = carried;
  const waiting = await db.outbox.findMany({ where: { kind, doneAt: null }, select: { refId: true } });
  const inOutbox = new Set(waiting.map(({ refId }) => refId));
  const lost = rows.filter(({ id, open }) => open && !running.has(id) && !inOutbox.has(id));
  const limit = pLimit(together);
  const found = await Promise.all(
    lost.map((row) =>
      limit(async (): Promise<Difference | null> => {
        // The list of running workflows lags behind; this answer does not.
        const state = await stateOf(temporal, workflowId(row.id));
        if (state === 'RUNNING' || !(await isStillOpen(deps, carried, row))) return null;
        const run = row.runId === null ? '' : ` (its run ${row.runId})`;
        return {
          kind: state === 'UNKNOWN' ? 'NO_WORKFLOW' : 'ENDED_WORKFLOW',
          subject: row.id,
          words:
            state === 'UNKNOWN'
              ? `${name} ${row.id} is ${row.status}, and Temporal does not know its workflow${run}`
              : `${name} ${row.id} is ${row.status}, and its workflow${run} has ended in Temporal (${state})`,
          remedy:
            'the row lets go of the lost run, and the worker starts the workflow anew where the row stands',
          mend: () => startAnew(deps, carried, row),
        };
      }),
    ),
  );
  return found.filter((each) => each !== null);
}

/** Looks once more: a row that is carried by now is left alone. */
async function startAnew({ db, temporal }: Deps, carried: Carried, row: CarriedRow): Promise<void> {
  const { kind, workflowId } = carried;
  if ((await stateOf(temporal, workflowId(row.id))) === 'RUNNING') return;
  await releaseRun(db, { kind, id: row.id, runId: row.runId });
}

async function isStillOpen({ db, now }: Deps, { rows }: Carried, { id }: CarriedRow): Promise<boolean> {
  const [row] = await rows(db, now(), [id]);
  return row?.open ?? false;
}

/** What Temporal says of the last run under this id. */
async function stateOf(temporal: Client, workflowId: string): Promise<string> {
  try {
    return (await temporal.workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'UNKNOWN';
    throw error;
  }
}

/** Running workflows without a row, and those that saw their row in another version than it has. */
async function findOtherwise(
  deps: Deps,
  carried: Carried,
  open: readonly CarriedRow[],
  running: ReadonlySet<string>,
): Promise<Difference[]> {
  const { db, now } = deps;
  const known = new Map(open.map((row) => [row.id, row]));
  const others = [...running].filter((id) => !known.has(id));
  for (const row of others.length > 0 ? await carried.rows(db, now(), others) : []) known.set(row.id, row);
  const withoutRow = others.filter((id) => !known.has(id)).map((id) => noRow(carried, id));
  const asked = [...running].map((id) => known.get(id)).filter((row) => row !== undefined);
  if (carried.changedSignal === null || asked.length === 0) return withoutRow;
  const limit = pLimit(together);
  const silent: string[] = [];
  const found = await Promise.all(
    asked.map((row) =>
      limit(async () => {
        // Without a worker each would be waited for in vain.
        if (silent.length >= together) return null;
        const seen = await seenDifferently(deps, carried, row);
        if (seen === 'NO_ANSWER') silent.push(row.id);
        return seen === null || seen === 'NO_ANSWER' ? null : otherVersion(deps, carried, row.id, seen);
      }),
    ),
  );
  const noAnswer = silent.slice(0, 1).map((id) => noWorker(carried, id, silent.length));
  return [...withoutRow, ...found.filter((each) => each !== null), ...noAnswer];
}

/** What the workflow saw and what the row says, when they differ both at a first and at a second look. */
async function seenDifferently(
  { db, temporal, now }: Deps,
  { workflowId, rows }: Carried,
  { id }: CarriedRow,
): Promise<{ readonly seen: Seen; readonly row: CarriedRow } | 'NO_ANSWER' | null> {
  let last = '';
  for (let look = 0; look < 3; look += 1) {
    const seen = await askSeen(temporal, workflowId(id));
    if (seen === 'NO_ANSWER') return seen;
    const [row] = await rows(db, now(), [id]);
    if (!seen || !row || seen.version === row.version) return null;
    const what = `${seen.version} ${row.version}`;
    if (what === last) return { seen, row };
    last = what;
  }
  return null;
}

/** Null: it has just ended, or has not read its row yet. */
async function askSeen(temporal: Client, workflowId: string): Promise<Seen | 'NO_ANSWER' | null> {
  try {
    return await temporal.withDeadline(Date.now() + answerMs, () =>
      temporal.workflow.getHandle(workflowId).query<Seen | null>(seenQuery),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof QueryRejectedError) return null;
    return 'NO_ANSWER';
  }
}

function otherVersion(
  deps: Deps,
  carried: Carried,
  id: string,
  { seen, row }: { readonly seen: Seen; readonly row: CarriedRow },
): Difference {
  const { name, workflowId, changedSignal, kind } = carried;
  return {
    ...{ kind: 'OTHER_VERSION', subject: id },
    words: `${name} ${id} is ${row.status} (version ${row.version}), and its workflow knows it as ${seen.status} (version ${seen.version})`,
    remedy: 'the workflow is told to read its row again, and goes on from there',
    mend: async () => {
      await deps.temporal.workflow.getHandle(workflowId(id)).signal(changedSignal ?? '');
      if (kind === 'START_ORDER') await hearAgain(deps.db, id);
    },
  };
}

const noRow = ({ name, workflowId }: Carried, id: string): Difference => ({
  ...{ kind: 'NO_ROW', subject: id, mend: null },
  words: `Temporal runs a workflow for ${name} ${id}, which the database does not have`,
  remedy: `make sure that this is the right database; if the ${name} was made after the backup, end its workflow: temporal workflow terminate --workflow-id ${workflowId(id)} --reason "restored"`,
});

const noWorker = ({ name }: Carried, id: string, count: number): Difference => ({
  ...{ kind: 'NO_WORKER', subject: id, mend: null },
  words: `${count} workflow(s) of ${name}s did not say what they know, since no worker answers`,
  remedy: 'start the product, and reconcile again',
});
