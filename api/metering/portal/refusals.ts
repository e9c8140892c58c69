import type { AccessRefusalReason } from '#contract/metering/codes';
import { type ErrorCode, isAppError } from '#contract/shared/errors';
import { createRefusalCounter } from '#records/metering/refusals';
import type { SignedInContext } from '../../shared/route.ts';
import { ownInstitution } from '../../shared/scope.ts';
import type { AccessRefused } from '../access.ts';

/** How an operator is told that the metered access gave no answer. */
export const refusedWith = {
  QUOTA_EXHAUSTED: 'QUOTA_EXHAUSTED',
  UPSTREAM_UNAVAILABLE: 'SIAK_UNAVAILABLE',
  DAILY_LIMIT: 'DAILY_LIMIT_REACHED',
  KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  UNCERTAIN: 'ACCESS_UNCERTAIN',
} as const satisfies Record<AccessRefused, ErrorCode>;

/** Refusals that are counted by hour; the others are slips of the pen. */
const reasons: Readonly<Partial<Record<ErrorCode, AccessRefusalReason>>> = {
  INSTITUTION_SUSPENDED: 'INSTITUTION_SUSPENDED',
  AGREEMENT_INACTIVE: 'AGREEMENT_INACTIVE',
  TECHNICAL_GUIDE_MISSING: 'TECHNICAL_GUIDE_MISSING',
  ADDRESS_NOT_ALLOWED: 'ADDRESS_NOT_ALLOWED',
  TERMINAL_NOT_ALLOWED: 'TERMINAL_NOT_ALLOWED',
  RATE_LIMITED: 'RATE_LIMITED',
  QUOTA_EXHAUSTED: 'QUOTA_EXHAUSTED',
  SIAK_UNAVAILABLE: 'UPSTREAM_UNAVAILABLE',
};

/** Codes of the portal by the names that the web service's figures have for the same. */
const outcomes: Readonly<Record<string, string>> = {
  ...reasons,
  ...Object.fromEntries(Object.entries(refusedWith).map(([reason, code]) => [code, reason])),
};

/** Outcome under which a question without an answer stands in the figures. */
export const refusalOutcome = (error: unknown): string =>
  isAppError(error) && error.code !== 'INTERNAL' ? (outcomes[error.code] ?? error.code) : 'fault';

/** Counts why a question was turned away, and throws it on. People are slow: each is written at once. */
export async function countRefusal(context: SignedInContext, error: unknown): Promise<never> {
  const reason = isAppError(error) ? reasons[error.code] : undefined;
  if (reason) {
    const { deps, actor, address } = context;
    const counter = createRefusalCounter(deps.db, deps.now);
    counter.add({
      institutionId: ownInstitution(actor),
      subject: actor.id,
      address: address ?? '',
      reason,
    });
    // The refusal stands, whether or not it could be counted.
    await counter
      .flush()
      .catch((cause: unknown) => deps.logger.warn({ err: cause }, 'a refusal was not counted'));
  }
  throw error;
}
