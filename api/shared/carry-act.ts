import { AppError, isAppError } from '#contract/shared/errors';
import type { Database } from '#prisma/client';
import type { IntentRefusal, StoredIntent } from '#records/intents';
import { type ActedKind, heard } from '#records/unheard-acts';
import { WorkflowGone } from './deps.ts';

/** How long a person waits for the workflow; after that the result is not certain, and the key makes a repeat safe. */
export const patienceMs = 5_000;

/** What carrying an act needs to know of the kind of thing that is acted on. */
export interface ActCarrier<R> {
  readonly db: Database;
  /** The outbox row that brings the thing to its workflow. */
  readonly start: { readonly kind: string; readonly refId: string };
  /** The kind of outbox row that tells the workflow of an act which it may not know. */
  readonly acted: ActedKind;
  /** Takes the act to the workflow; throws what `TemporalGateway` promises. */
  send(withinMs: number): Promise<R>;
  read(intentId: string): Promise<StoredIntent<R>>;
  refuse(intentId: string, refusal: IntentRefusal): Promise<void>;
  /** State and allowed actions as they stand now. */
  situation(): Promise<Readonly<Record<string, unknown>>>;
}

/**
 * The answer to a stored act: its result when it is over, else what the workflow says to it. Throws its refusal, which
 * is kept for a repeat, and `WORKFLOW_UNAVAILABLE` when the result is not certain.
 */
export async function answerAct<R>(carrier: ActCarrier<R>, intent: StoredIntent<R>): Promise<R> {
  return settled(intent) ?? (await carry(carrier, intent));
}

/** The answer of an act that is over; null while it is pending. Throws its refusal. */
function settled<R>({ status, result }: StoredIntent<R>): R | null {
  if (status === 'APPLIED') return result as R;
  if (status === 'PENDING') return null;
  throw refusalError(result as IntentRefusal);
}

const refusalError = ({ code, params, details }: IntentRefusal): AppError =>
  new AppError(code, { params: params ?? {}, details });

async function carry<R>(carrier: ActCarrier<R>, intent: StoredIntent<R>): Promise<R> {
  try {
    const result = await carrier.send(patienceMs);
    // A row that stays costs one needless reading, no more.
    await heard(carrier.db, carrier.acted, intent.id).catch(() => undefined);
    return result;
  } catch (error) {
    // The act may have been recorded although its answer did not come.
    const now = settled(await carrier.read(intent.id));
    if (now) return now;
    if (error instanceof WorkflowGone) return refuseGone(carrier, intent);
    if (isAppError(error) && error.code !== 'WORKFLOW_UNAVAILABLE') {
      const { code, params, details } = error;
      await carrier.refuse(intent.id, { code, params, details });
    }
    throw error;
  }
}

/**
 * No workflow can take the act: not yet, when the thing still waits to be carried to Temporal; never more, when its
 * workflow is closed.
 */
async function refuseGone<R>(carrier: ActCarrier<R>, intent: StoredIntent<R>): Promise<never> {
  const waiting = await carrier.db.outbox.count({ where: { ...carrier.start, doneAt: null } });
  if (waiting > 0) {
    throw new AppError('WORKFLOW_UNAVAILABLE', {
      message: `${carrier.start.kind}: not yet carried to Temporal`,
    });
  }
  const refusal = { code: 'ACTION_NOT_ALLOWED', details: await carrier.situation() } as const;
  await carrier.refuse(intent.id, refusal);
  throw refusalError(refusal);
}
