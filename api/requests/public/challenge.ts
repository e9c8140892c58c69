import { createHash, randomInt } from 'node:crypto';
import { fill, type Language, texts } from '#contract/i18n/index';
import type { Challenge } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import { deriveKey, hmac, randomToken, safeEqual } from '#platform/crypto';
import type { Database, DatabaseReader } from '#prisma/client';
import type { ApiDeps } from '../../shared/deps.ts';

/** Long enough to fill in a form without JavaScript, whose page already holds the question. */
const lifetimeMs = 2 * 3_600_000;
const largest = 9;

type ChallengeDeps = Pick<ApiDeps, 'config' | 'now'>;

/** What the token says, signed: nothing is kept on the server until it is answered. */
interface Signed {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly bits: number;
  /** Keyed hash of the sum's answer. */
  readonly answer: string;
}

const keyOf = ({ config }: ChallengeDeps): Buffer => deriveKey(config.authSecret, 'challenge');
const answerTag = (key: Buffer, id: string, answer: number): string => hmac(key, `answer.${id}.${answer}`);

/** A new task: a proof of work for the browser, or a small sum in words for people whose browser runs no script. */
export function issueChallenge(deps: ChallengeDeps, language: Language): Challenge {
  const { question, numbers } = texts(language).requests.challenge;
  const [left, right] = [randomInt(1, largest + 1), randomInt(1, largest + 1)];
  const key = keyOf(deps);
  const id = randomToken(16);
  const expiresAt = deps.now().getTime() + lifetimeMs;
  const bits = deps.config.requests.challengeBits;
  const fields = [id, expiresAt, bits, answerTag(key, id, left + right)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return {
    token: `${body}.${hmac(key, body)}`,
    bits,
    question: fill(question, { left: numbers[left] ?? left, right: numbers[right] ?? right }),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

export interface AnsweredChallenge {
  readonly id: string;
  readonly expiresAt: Date;
  /** The sum is a lower fence than the work: fewer of its answers are taken from one address. */
  readonly by: 'work' | 'sum';
}

/** Throws `CHALLENGE_FAILED` unless the token is ours, in time and answered by work or by the sum. */
export function checkChallenge(
  deps: ChallengeDeps,
  { tantangan, jawaban }: { readonly tantangan: string; readonly jawaban: string },
): AnsweredChallenge {
  const key = keyOf(deps);
  const signed = readToken(key, tantangan);
  if (!signed || signed.expiresAt <= deps.now().getTime()) throw failed('not ours, or too old');
  const { id, bits } = signed;
  const expiresAt = new Date(signed.expiresAt);
  if (leadingZeroBits(`${tantangan}.${jawaban}`) >= bits) return { id, expiresAt, by: 'work' };
  const sum = readNumber(jawaban);
  if (sum !== null && safeEqual(answerTag(key, id, sum), signed.answer)) return { id, expiresAt, by: 'sum' };
  throw failed('wrong answer');
}

/**
 * A challenge serves one sending; that sending (its key) may come again with it, so that a repeat after a lost
 * connection or a 503 needs no new answer. Throws `CHALLENGE_FAILED`.
 */
export async function spendChallenge(
  db: DatabaseReader,
  { id, expiresAt }: AnsweredChallenge,
  usedFor: string,
): Promise<void> {
  const [row] = await db.$queryRaw<{ used_for: string }[]>`
    INSERT INTO spent_challenge AS spent (id, used_for, expires_at) VALUES (${id}, ${usedFor}, ${expiresAt})
    ON CONFLICT (id) DO UPDATE SET used_for = spent.used_for RETURNING used_for`;
  if (row?.used_for !== usedFor) throw failed('already used');
}

/** Drops challenges that nobody could answer any more. Gives how many. */
export const forgetSpentChallenges = async (db: Database, now: Date): Promise<number> =>
  (await db.spentChallenge.deleteMany({ where: { expiresAt: { lt: now } } })).count;

const failed = (message: string): AppError =>
  new AppError('CHALLENGE_FAILED', { message, errors: [{ path: 'jawaban', code: 'WRONG_ANSWER' }] });

function readToken(key: Buffer, token: string): Signed | null {
  const [body = '', signature = ''] = token.split('.');
  if (!safeEqual(hmac(key, body), signature)) return null;
  const [id, expiresAt, bits, answer] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    number,
    number,
    string,
  ];
  return { id, expiresAt, bits, answer };
}

/** In digits or in words of either language. */
function readNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const words = text.toLowerCase().replace(/\s+/g, ' ');
  const found = (['id', 'en'] as const)
    .map((language) => (texts(language).requests.challenge.numbers as readonly string[]).indexOf(words))
    .find((at) => at >= 0);
  return found ?? null;
}

/** Of the text's SHA-256. */
function leadingZeroBits(text: string): number {
  const digest = createHash('sha256').update(text).digest();
  const at = digest.findIndex((byte) => byte !== 0);
  return at < 0 ? digest.length * 8 : at * 8 + Math.clz32(digest[at] ?? 0) - 24;
}
