import type { SiakAbsence } from '#contract/external/siak';
import { isCharged } from '#contract/metering/charging';
import {
  type AccessChannel,
  type AccessMethod,
  type AccessOutcome,
  type AccessPurpose,
  type AccessRefusalReason,
  type AccessResult,
  foundResult,
  releasesData,
} from '#contract/metering/codes';
import { type Comparison, compareElements } from '#contract/metering/compare';
import type { AskedElements, PersonElement, PersonRecord } from '#contract/metering/person';
import { isAppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { FaceReading, SiakReading } from '#ports/siak/siak-port';
import { type Access, type Metered, MeterUnavailable } from '#records/metering/meter';
import { sealAccess } from '#records/metering/sealed';
import type { ApiDeps } from '../shared/deps.ts';
import type { Face } from './face.ts';

/** One question about a person, of somebody who was let in. */
export interface AccessQuestion {
  readonly requestId: string;
  readonly institutionId: string;
  readonly productId: string;
  readonly channel: AccessChannel;
  readonly method: AccessMethod;
  readonly nik: string;
  /** What to compare; null: the person's data is asked for. */
  readonly compare: { readonly elements: AskedElements; readonly threshold: number } | null;
  /** A face to be compared with the registry's, instead of everything else; `compare` is null then. */
  readonly face?: Face | undefined;
  /** Of a comparison: elements that are told besides it, as the juknis lets them be read. */
  readonly tell?: readonly PersonElement[];
  /** The caller's idempotency key. */
  readonly transactionId: string | null;
  readonly credentialId: string | null;
  readonly personId: string | null;
  readonly terminalId: string | null;
  readonly branch: string | null;
  readonly address: string | null;
  readonly purpose: AccessPurpose | null;
  readonly caseNumber: string | null;
  readonly dailyLimit: number | null;
}

/** What an answer that holds something cost. */
type Released = { readonly outcome: Extract<AccessOutcome, 'DEBITED' | 'REPEATED' | 'FREE'> };

/** `left`: units of the institution after this access. Only what was debited, repeated or free by rule has data. */
export type AccessAnswer =
  | ({ readonly kind: 'person'; readonly person: PersonRecord; readonly left: number } & Released)
  | ({
      readonly kind: 'comparison';
      readonly comparison: Comparison;
      readonly told: Readonly<Partial<Record<PersonElement, string | null>>>;
      readonly left: number;
    } & Released)
  | ({ readonly kind: 'absent'; readonly absence: SiakAbsence; readonly left: number } & Released)
  /** `score`: 0 to 100. */
  | ({ readonly kind: 'face'; readonly score: number; readonly left: number } & Released)
  | ({ readonly kind: 'noFace'; readonly left: number } & Released)
  | { readonly kind: 'refused'; readonly reason: AccessRefused; readonly left: number };

export type AccessRefused =
  | Extract<AccessRefusalReason, 'QUOTA_EXHAUSTED' | 'UPSTREAM_UNAVAILABLE'>
  | 'DAILY_LIMIT'
  | 'KEY_REUSED'
  /** The meter did not say what became of it: perhaps debited and logged, and nobody got the data. */
  | 'UNCERTAIN';

type AccessDeps = Pick<ApiDeps, 'config' | 'vault' | 'meter' | 'now'> & {
  readonly ports: Pick<ApiDeps['ports'], 'siak'>;
};

/**
 * The metered way to a person's data: a cheap look at the balance, the registry, then one statement that takes the key,
 * debits and logs. The answer holds data only when that statement is on disk; whoever is refused pays nothing, unless it is
 * `UNCERTAIN`: then the same key may be asked again and tells.
 */
export async function askAboutPerson(deps: AccessDeps, question: AccessQuestion): Promise<AccessAnswer> {
  const { institutionId, productId } = question;
  const { siak } = deps.ports;
  try {
    const before = await deps.meter.left(institutionId, productId);
    // A known key may be asked again with nothing left, so only the meter can refuse it.
    if (before === 0 && question.transactionId === null) return refused('QUOTA_EXHAUSTED', 0);
    if (!siak) return refused('UPSTREAM_UNAVAILABLE', before);
    const started = performance.now();
    const reading = question.face
      ? await siak.compareFace(institutionId, question.nik, question.face.jpeg)
      : await siak.readPerson(institutionId, question.nik);
    const result = resultOf(reading, question);
    const metered = await deps.meter.record(accessRow(deps, question, result, performance.now() - started));
    return answerOf(question, reading, metered);
  } catch (error) {
    const upstream =
      isAppError(error) && (error.code === 'SIAK_UNAVAILABLE' || error.code === 'SIAK_REFUSED');
    if (upstream) return refused('UPSTREAM_UNAVAILABLE', 0);
    if (error instanceof MeterUnavailable) return refused('UNCERTAIN', 0);
    throw error;
  }
}

const refused = (reason: AccessRefused, left: number): AccessAnswer => ({ kind: 'refused', reason, left });

function resultOf(reading: SiakReading | FaceReading, { method }: AccessQuestion): AccessResult {
  switch (reading.kind) {
    case 'absent':
      return reading.absence;
    case 'noFace':
      return 'NO_FACE';
    case 'compared':
    case 'found':
      return foundResult[method];
  }
}

function answerOf(
  question: AccessQuestion,
  reading: SiakReading | FaceReading,
  metered: Metered,
): AccessAnswer {
  const { outcome, left } = metered;
  if (!isReleased(outcome)) {
    const reason = outcome === 'DAILY_LIMIT' || outcome === 'KEY_REUSED' ? outcome : 'QUOTA_EXHAUSTED';
    return refused(reason, left);
  }
  if (reading.kind === 'absent') return { kind: 'absent', absence: reading.absence, outcome, left };
  if (reading.kind === 'compared') return { kind: 'face', score: reading.score, outcome, left };
  if (reading.kind === 'noFace') return { kind: 'noFace', outcome, left };
  const { compare, tell = [] } = question;
  const { person } = reading;
  if (!compare) return { kind: 'person', person, outcome, left };
  return {
    kind: 'comparison',
    comparison: compareElements(person, compare.elements, compare.threshold),
    told: Object.fromEntries(tell.map((element) => [element, person[element]])),
    outcome,
    left,
  };
}

const isReleased = (outcome: AccessOutcome): outcome is Released['outcome'] => releasesData[outcome];

function accessRow(deps: AccessDeps, question: AccessQuestion, result: AccessResult, ms: number): Access {
  const { vault, config } = deps;
  const { requestId, nik, caseNumber, compare, face, transactionId } = question;
  const at = deps.now();
  const sealed = sealAccess(vault, requestId, { nik, caseNumber });
  // Field by field: taking some away from the question costs more time than sealing does.
  return {
    requestId,
    institutionId: question.institutionId,
    productId: question.productId,
    channel: question.channel,
    method: question.method,
    credentialId: question.credentialId,
    personId: question.personId,
    terminalId: question.terminalId,
    branch: question.branch,
    address: question.address,
    purpose: question.purpose,
    dailyLimit: question.dailyLimit,
    nikIndex: sealed.nikIndex,
    nikSealed: sealed.nikSealed,
    caseSealed: sealed.caseSealed,
    at,
    day: dayKey(at),
    result,
    charged: isCharged(result, config.metering.chargeNotFound),
    key: transactionId === null ? null : vault.index(transactionId, 'access-key'),
    question:
      transactionId === null
        ? null
        : vault.index(
            JSON.stringify([question.method, nik, compare, ...(face ? [face.sha256] : [])]),
            'access-question',
          ),
    durationMs: Math.round(ms),
  };
}
