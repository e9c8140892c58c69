import type { KeyObject } from 'node:crypto';
import { sign, verify } from '#platform/crypto';

/** What the QR of a complaint's tanda terima vouches for: that we took it, and about whom. Nothing of the person. */
export interface SignedComplaintReceipt {
  readonly number: string;
  readonly institution: string;
  /** ISO 8601 in UTC, cut to the second. */
  readonly filedAt: string;
  readonly printedAt: string;
}

/** Other papers are signed under purposes of their own: none can pass for another. */
const purpose = 'loket-dukcapil/complaint-receipt/v1';
/** A change of the fields is a new form with a reader of its own. */
const form = 'c1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Token of a receipt: `<payload>.<Ed25519 signature>`, both base64url. */
export function signComplaintReceipt(key: KeyObject, receipt: SignedComplaintReceipt): string {
  const { number, institution, filedAt, printedAt } = receipt;
  const fields = [form, number, institution, toSeconds(filedAt), toSeconds(printedAt)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, `${purpose}.${body}`)}`;
}

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkComplaintReceipt(key: KeyObject, token: string): SignedComplaintReceipt | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, `${purpose}.${body}`, signature)) return null;
  const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[];
  const [which, number, institution, filed, printed] = fields;
  if (which !== form) return null;
  return {
    ...{ number: String(number), institution: String(institution) },
    filedAt: toInstant(Number(filed)),
    printedAt: toInstant(Number(printed)),
  };
}
