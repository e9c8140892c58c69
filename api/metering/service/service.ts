import type { AccessRefusalReason } from '#contract/metering/codes';
import { type TrialExercise, trialExerciseOf } from '#contract/metering/trial';
import { createRefusalCounter } from '#records/metering/refusals';
import { noteCredentialsUsed, type ServiceClient } from '#records/metering/service-clients';
import { createTrialNotebook } from '#records/metering/trial-runs';
import type { ApiDeps } from '../../shared/deps.ts';
import { type AccessAnswer, type AccessQuestion, type AccessRefused, askAboutPerson } from '../access.ts';
import { accessDurationOf } from '../access-duration.ts';
import { createGuard, type ServiceCaller } from './guard.ts';
import { answerTrial } from './trial-answers.ts';

/** What a caller's program asks, whatever form it came in. */
export type ServiceQuestion = Pick<
  AccessQuestion,
  'requestId' | 'nik' | 'compare' | 'face' | 'transactionId'
>;

export type ReadQuestion = () => ServiceQuestion | Unaskable | Promise<ServiceQuestion | Unaskable>;

/** What cannot be asked: something is missing, or the NIK is none. Told only to whoever was let in. */
export type Unaskable = 'MALFORMED' | 'BAD_NIK';

export type ServiceOutcome =
  | { readonly client: ServiceClient; readonly answer: Exclude<AccessAnswer, { kind: 'refused' }> }
  /** `client` is null where the caller has not shown who he is: then nothing but the reason may be told. */
  | {
      readonly client: ServiceClient | null;
      readonly reason: AccessRefusalReason | AccessRefused | Unaskable;
      readonly left: number;
    };

/** Metered access for programs: both forms of the web service stand on it. One per process. */
export interface AccessService {
  /** `read` is called once the caller is let in, and says what he asks. */
  serve(caller: ServiceCaller, read: ReadQuestion): Promise<ServiceOutcome>;
  /** A call that does not even say who calls. */
  countUnreadable(): void;
  /** Writes the counts and uses that were kept in memory. */
  flush(): Promise<void>;
}

const services = new WeakMap<ApiDeps, AccessService>();

/** The service of this process. */
export function accessServiceOf(deps: ApiDeps): AccessService {
  const known = services.get(deps);
  if (known) return known;
  const made = createAccessService(deps);
  services.set(deps, made);
  return made;
}

function createAccessService(deps: ApiDeps): AccessService {
  const guard = createGuard(deps);
  const refusals = createRefusalCounter(deps.db, deps.now);
  const trials = createTrialNotebook(deps.db, deps.now);
  const used = new Set<string>();
  const duration = accessDurationOf(deps.metrics);

  async function decide(caller: ServiceCaller, read: ReadQuestion): Promise<ServiceOutcome> {
    const admission = await guard.admit(caller);
    if (!admission.admitted) {
      const { reason, client } = admission;
      count(caller, client, reason);
      if (reason === 'ADDRESS_NOT_ALLOWED') tick(caller, client, reason);
      return {
        client: reason === 'WRONG_SECRET' || reason === 'FOREIGN_INSTITUTION' ? null : client,
        reason,
        left: 0,
      };
    }
    const { client } = admission;
    used.add(client.credentialId);
    const question = await read();
    if (typeof question === 'string') {
      count(caller, client, 'MALFORMED');
      tick(caller, client, question);
      return { client, reason: question, left: 0 };
    }
    tick(caller, client, trialExerciseOf(question.nik));
    const answer = await ask(deps, caller, client, question);
    if (answer.kind !== 'refused') return { client, answer };
    if (answer.reason === 'QUOTA_EXHAUSTED' || answer.reason === 'UPSTREAM_UNAVAILABLE') {
      count(caller, client, answer.reason);
    }
    return { client, reason: answer.reason, left: answer.left };
  }

  /** On the checklist of Mode Uji; other credentials have none. */
  function tick(
    { method }: ServiceCaller,
    client: ServiceClient | null,
    exercise: TrialExercise | null,
  ): void {
    if (client?.environment !== 'UJI' || exercise === null) return;
    trials.add({ institutionId: client.institution.id, exercise, method });
  }

  function count(
    { address }: ServiceCaller,
    client: ServiceClient | null,
    reason: AccessRefusalReason,
  ): void {
    if (!client) return;
    refusals.add({ institutionId: client.institution.id, subject: client.credentialId, address, reason });
  }

  return {
    async serve(caller, read) {
      const stop = duration.startTimer({ method: caller.method });
      try {
        const outcome = await decide(caller, read);
        stop({ outcome: 'answer' in outcome ? outcome.answer.kind : outcome.reason });
        return outcome;
      } catch (error) {
        stop({ outcome: 'fault' });
        throw error;
      }
    },
    countUnreadable: () => duration.observe({ method: 'none', outcome: 'MALFORMED' }, 0),
    async flush() {
      const ids = [...used];
      used.clear();
      await Promise.all([
        refusals.flush(),
        trials.flush(),
        ids.length > 0 ? noteCredentialsUsed(deps.db, ids, deps.now()) : undefined,
      ]);
    },
  };
}

/** A test credential reads, debits and logs nothing. */
const ask = async (
  deps: ApiDeps,
  { method, address }: ServiceCaller,
  client: ServiceClient,
  question: ServiceQuestion,
): Promise<AccessAnswer> =>
  client.environment === 'UJI'
    ? answerTrial(question)
    : askAboutPerson(deps, {
        ...question,
        institutionId: client.institution.id,
        productId: client.productId,
        channel: 'WEB_SERVICE',
        method,
        credentialId: client.credentialId,
        personId: null,
        terminalId: null,
        branch: client.branch,
        address,
        purpose: null,
        caseNumber: null,
        dailyLimit: client.dailyLimit,
      });
