import type { KeyObject } from 'node:crypto';
import { sign, verify } from '#platform/crypto';

/** What the QR of a tanda terima vouches for: that we took this request. Nothing of the person. */
export interface SignedReceipt {
  readonly code: string;
  readonly office: string;
  /** ISO 8601 in UTC, cut to the second. */
  readonly submittedAt: string;
  readonly printedAt: string;
}

/** Papers of orders are signed under a purpose of their own: neither can pass for the other. */
const purpose = 'loket-dukcapil/request-receipt/v1';
/** A change of the fields is a new form with a reader of its own. */
const form = 'r1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Token of a receipt: `<payload>.<Ed25519 signature>`, both base64url. Same payload and key, same token. */
export function signReceipt(key: KeyObject, receipt: SignedReceipt): string {
  const { code, office, submittedAt, printedAt } = receipt;
  const fields = [form, code, office, toSeconds(submittedAt), toSeconds(printedAt)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, `${purpose}.${body}`)}`;
}

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkReceipt(key: KeyObject, token: string): SignedReceipt | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, `${purpose}.${body}`, signature)) return null;
  const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[];
  const [which, code, office, submitted, printed] = fields;
  if (which !== form || typeof code !== 'string' || typeof office !== 'string') return null;
  return {
    code,
    office,
    submittedAt: toInstant(Number(submitted)),
    printedAt: toInstant(Number(printed)),
  };
}
