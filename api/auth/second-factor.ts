import { symmetricDecrypt } from 'better-auth/crypto';
import { z } from 'zod';
import { AppError, type ErrorCode } from '#contract/shared/errors';
import { safeEqual } from '#platform/crypto';
import { totpCode, totpStepAt } from '#platform/totp';
import type { DatabaseReader } from '#prisma/client';
import { claimStep } from '#records/accounts/two-factor';
import { type ActingPerson, writeAudit } from '#records/audit';
import { limitRate } from '../shared/rate-limit.ts';
import { factsOf } from '../shared/request.ts';
import { backupCodeStore, countBackupCodes } from './backup-codes.ts';
import { type AuthCall, forward, type LibraryAnswer, refusal } from './call.ts';
import { anonymous, personOf } from './who.ts';

/** Tries of one person: codes at the sign-in and for changes of the second factor. */
export const secondFactorLimit = { name: 'second-factor', points: 10, seconds: 15 * 60 };

/** What somebody typed: six digits are a code of his app, anything else is a backup code. */
export const TypedCode = z.string().trim().min(6).max(60);

const appCode = (typed: string): string | null => {
  const digits = typed.replaceAll(' ', '');
  return /^\d{6}$/.test(digits) ? digits : null;
};

export interface CodeTry {
  readonly userId: string;
  readonly typed: string;
  /** Cookies for the library, when not those of the request. */
  readonly cookie?: string;
  /** `app`: a backup code is refused. `proof`: for a change, so that no session is opened. */
  readonly purpose: 'sign-in' | 'app' | 'proof';
}

/**
 * Has a code checked and used up. better-auth takes a code of the step before, of this one and of the next; that each
 * is taken once is ours (RFC 6238, 5.2). Throws `RATE_LIMITED`, `TOTP_CODE_WRONG`, `TOTP_CODE_USED`, and `SIGN_IN_OVER`
 * when the password has to be given again.
 */
export async function takeCode(
  call: AuthCall,
  attempt: CodeTry,
): Promise<LibraryAnswer & { readonly factor: 'app' | 'backup' }> {
  const { userId, typed, cookie, purpose } = attempt;
  await limitRate(call.parts.db, secondFactorLimit, userId, call.parts.now());
  const digits = appCode(typed);
  const isBackup = digits === null && purpose !== 'app';
  if (digits !== null) await burnStep(call, userId, digits);
  const answer = isBackup
    ? await forward(call, '/two-factor/verify-backup-code', backupBody(call, attempt), cookie)
    : await forward(call, '/two-factor/verify-totp', { code: digits ?? typed }, cookie);
  if (answer.code !== null) throw await refuse(call, userId, answer);
  if (isBackup) await tellBackupCode(call, userId);
  await forgetTries(call.parts.db, userId);
  return { ...answer, factor: isBackup ? 'backup' : 'app' };
}

/**
 * Checks the first code of an app whose `sealed` key is not the person's yet, counted among his tries; gives its step.
 * Throws `RATE_LIMITED` and `TOTP_CODE_WRONG`.
 */
export async function checkFirstCode(
  call: AuthCall,
  userId: string,
  { typed, sealed }: { readonly typed: string; readonly sealed: string },
): Promise<number> {
  await limitRate(call.parts.db, secondFactorLimit, userId, call.parts.now());
  const digits = appCode(typed);
  const step = digits === null ? null : await matchingStep(call, sealed, digits);
  if (step === null) {
    await auditRefusal(call, userId, 'TOTP_CODE_WRONG');
    throw new AppError('TOTP_CODE_WRONG', { message: 'first code of another app' });
  }
  await forgetTries(call.parts.db, userId);
  return step;
}

const backupBody = ({ parts }: AuthCall, { typed, purpose }: CodeTry) => ({
  code: backupCodeStore(parts.config.authSecret).hashOf(typed),
  disableSession: purpose === 'proof',
});

/** Counts a person's tries from the beginning again. */
const forgetTries = (db: DatabaseReader, userId: string) =>
  db.rateLimitBucket.deleteMany({ where: { key: `${secondFactorLimit.name}:${userId}` } });

/** Throws `TOTP_CODE_USED` for a code whose step was used; one that fits no step is the library's to refuse. */
async function burnStep(call: AuthCall, userId: string, code: string): Promise<void> {
  const { db } = call.parts;
  const row = await db.twoFactor.findUnique({ where: { userId }, select: { secret: true } });
  const step = row && (await matchingStep(call, row.secret, code));
  if (step === null || (await claimStep(db, userId, step))) return;
  await auditRefusal(call, userId, 'TOTP_CODE_USED');
  throw new AppError('TOTP_CODE_USED');
}

/** The newest step that the code belongs to, by the clock that the library uses; null when it is none of the three. */
async function matchingStep({ library }: AuthCall, sealed: string, code: string): Promise<number | null> {
  const { secretConfig } = await library.$context;
  const key = await symmetricDecrypt({ key: secretConfig, data: sealed });
  const present = totpStepAt(Date.now());
  return [present + 1, present, present - 1].find((step) => safeEqual(totpCode(key, step), code)) ?? null;
}

/** Its own words for a code that is wrong; a backup code that two used at once is wrong for the second. */
const wrongCodes = ['INVALID_CODE', 'INVALID_BACKUP_CODE'];
const overCodes = [
  'INVALID_TWO_FACTOR_COOKIE',
  'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE',
  'FAILED_TO_CREATE_SESSION',
];

async function refuse(call: AuthCall, userId: string, answer: LibraryAnswer): Promise<AppError> {
  const code = answer.code ?? '';
  if (wrongCodes.includes(code) || answer.status === 409) {
    await auditRefusal(call, userId, 'TOTP_CODE_WRONG');
    return new AppError('TOTP_CODE_WRONG', { message: code });
  }
  if (overCodes.includes(code)) return new AppError('SIGN_IN_OVER', { message: code });
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') {
    return new AppError('RATE_LIMITED', { message: code, params: { seconds: secondFactorLimit.seconds } });
  }
  if (code === 'TOTP_NOT_ENABLED') return new AppError('NOT_FOUND', { message: code });
  return refusal(answer);
}

/** Whoever types the code: the signed-in person, else somebody who knows his password. */
async function whoTypes({ actor, parts, request }: AuthCall, userId: string): Promise<ActingPerson> {
  const address = request.ip ?? null;
  const { requestId } = factsOf(request);
  if (actor?.id !== userId) return anonymous(address, requestId);
  return { ...(await personOf(parts.db, userId)), address, requestId };
}

async function auditRefusal(call: AuthCall, userId: string, outcome: ErrorCode): Promise<void> {
  const { institutionId } = await personOf(call.parts.db, userId);
  await writeAudit(call.parts.db, {
    event: 'SECOND_FACTOR_REFUSED',
    actor: await whoTypes(call, userId),
    subjectType: 'USER',
    subjectId: userId,
    institutionId,
    outcome,
  });
}

async function tellBackupCode(call: AuthCall, userId: string): Promise<void> {
  const { db } = call.parts;
  const person = await personOf(db, userId);
  const row = await db.twoFactor.findUniqueOrThrow({ where: { userId }, select: { backupCodes: true } });
  await writeAudit(db, {
    event: 'BACKUP_CODE_USED',
    actor: { ...person, address: call.request.ip ?? null, requestId: factsOf(call.request).requestId },
    subjectType: 'USER',
    subjectId: userId,
    institutionId: person.institutionId,
    details: { left: countBackupCodes(row.backupCodes) },
  });
}
