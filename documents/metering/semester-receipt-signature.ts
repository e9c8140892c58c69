import type { KeyObject } from 'node:crypto';
import { sign, verify } from '#platform/crypto';

/** What the QR of a semester report's tanda terima vouches for: that we were given this report. */
export interface SignedSemesterReceipt {
  readonly institutionCode: string;
  readonly institution: string;
  readonly half: string;
  /** ISO 8601 in UTC, cut to the second. */
  readonly submittedAt: string;
  readonly printedAt: string;
}

/** Other papers are signed under purposes of their own: none can pass for another. */
const purpose = 'loket-dukcapil/semester-receipt/v1';
/** A change of the fields is a new form with a reader of its own. */
const form = 's1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Token of a receipt: `<payload>.<Ed25519 signature>`, both base64url. */
export function signSemesterReceipt(key: KeyObject, receipt: SignedSemesterReceipt): string {
  const { institutionCode, institution, half, submittedAt, printedAt } = receipt;
  const fields = [form, institutionCode, institution, half, toSeconds(submittedAt), toSeconds(printedAt)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, `${purpose}.${body}`)}`;
}

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkSemesterReceipt(key: KeyObject, token: string): SignedSemesterReceipt | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, `${purpose}.${body}`, signature)) return null;
  const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[];
  const [which, institutionCode, institution, half, submitted, printed] = fields;
  if (which !== form) return null;
  return {
    ...{ institutionCode: String(institutionCode), institution: String(institution), half: String(half) },
    submittedAt: toInstant(Number(submitted)),
    printedAt: toInstant(Number(printed)),
  };
}
