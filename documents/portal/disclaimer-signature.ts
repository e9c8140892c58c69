import type { KeyObject } from 'node:crypto';
import { sign, verify } from '#platform/crypto';

/** What the QR of a form disclaimer vouches for. Times are ISO 8601 in UTC, cut to the second. */
export interface SignedDisclaimer {
  /** Of the electronic signature; null on a form that was not signed when it was printed. */
  readonly disclaimerId: string | null;
  /** First name whole, the rest by initials: enough to tell a paper of somebody else. */
  readonly nameMasked: string;
  readonly institution: string;
  readonly version: string;
  readonly signedAt: string | null;
  readonly printedAt: string;
}

/** A purpose of its own: no other paper's signature can pass for this one's. */
const purpose = 'loket-dukcapil/portal-disclaimer/v1';
/** A change of the fields is a new form with a reader of its own. */
const form = 'p1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Token of a form: `<payload>.<Ed25519 signature>`, both base64url. Same payload and key, same token. */
export function signDisclaimerPaper(key: KeyObject, paper: SignedDisclaimer): string {
  const { disclaimerId, nameMasked, institution, version, signedAt, printedAt } = paper;
  const signed = signedAt === null ? null : toSeconds(signedAt);
  const fields = [form, disclaimerId, nameMasked, institution, version, signed, toSeconds(printedAt)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, `${purpose}.${body}`)}`;
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkDisclaimerPaper(key: KeyObject, token: string): SignedDisclaimer | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, `${purpose}.${body}`, signature)) return null;
  const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[];
  const [which, disclaimerId, nameMasked, institution, version, signed, printed] = fields;
  if (which !== form || !isTextOrNull(disclaimerId)) return null;
  if (typeof nameMasked !== 'string' || typeof institution !== 'string' || typeof version !== 'string')
    return null;
  return {
    disclaimerId,
    nameMasked,
    institution,
    version,
    signedAt: signed === null ? null : toInstant(Number(signed)),
    printedAt: toInstant(Number(printed)),
  };
}
