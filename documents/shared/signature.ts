import type { KeyObject } from 'node:crypto';
import { type OrderDocumentKind, orderDocumentKinds } from '#contract/orders/codes';
import { sign, verify } from '#platform/crypto';

/** What a document's QR vouches for. Times are ISO 8601 in UTC, cut to the second. */
export interface SignedDocument {
  readonly kind: OrderDocumentKind;
  readonly kuitansi: string;
  readonly kodeBilling: string;
  readonly institution: string;
  /** Whole rupiah. */
  readonly total: number;
  /** When the kode billing runs out; null on a paper of the first form, whose signature does not cover it. */
  readonly expiresAt: string | null;
  /** Of the payment that the document bears; null on a bill, and on a paper of the first form. */
  readonly ntpn: string | null;
  readonly printedAt: string;
}

/**
 * The form that new papers bear. A change of the fields is a new form with a reader of its own below: a paper is
 * checked for as long as somebody holds it in his hands.
 */
const currentForm = 'f3';

/** What is printed now: the current form leaves nothing out. */
export type PrintedDocument = SignedDocument & { readonly expiresAt: string };

/** The same key signs nothing else; the prefix keeps it so should that ever change. */
const purpose = 'loket-dukcapil/document/v1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();

const signedBytes = (body: string): string => `${purpose}.${body}`;

/**
 * Token of a document: `<payload>.<Ed25519 signature>`, both base64url. The payload is readable by anyone who holds the
 * document and says no more than is printed on it. Same payload and key, same token.
 */
export function signDocument(key: KeyObject, document: PrintedDocument): string {
  const fields = [
    currentForm,
    orderDocumentKinds.indexOf(document.kind),
    document.kuitansi,
    document.kodeBilling,
    document.institution,
    document.total,
    toSeconds(document.expiresAt),
    document.ntpn,
    toSeconds(document.printedAt),
  ];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, signedBytes(body))}`;
}

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkDocument(key: KeyObject, token: string): SignedDocument | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, signedBytes(body), signature)) return null;
  return read(Buffer.from(body, 'base64url').toString());
}

type Reader = (fields: readonly unknown[]) => SignedDocument | null;

/** A signed payload is ours, so a form that is not listed can only come from a later release: not known here. */
function read(json: string): SignedDocument | null {
  const fields: unknown = JSON.parse(json);
  return Array.isArray(fields) ? (readers[formOf(fields)]?.(fields) ?? null) : null;
}

/** The first two forms did not say which they are: they begin with the kind, and differ in length. */
const formOf = (fields: readonly unknown[]): string =>
  typeof fields[0] === 'string' ? fields[0] : fields.length === 6 ? 'f1' : fields.length === 8 ? 'f2' : '';

const readAll: Reader = ([kind, kuitansi, kodeBilling, institution, total, expires, ntpn, printed]) => {
  const base = readBase([kind, kuitansi, kodeBilling, institution, total, printed]);
  if (!base || typeof expires !== 'number' || (typeof ntpn !== 'string' && ntpn !== null)) return null;
  return { ...base, expiresAt: toInstant(expires), ntpn };
};

const readBase: Reader = ([kindIndex, kuitansi, kodeBilling, institution, total, printed]) => {
  const kind = orderDocumentKinds[Number(kindIndex)];
  if (kind === undefined || typeof kuitansi !== 'string' || typeof kodeBilling !== 'string') return null;
  if (typeof institution !== 'string' || typeof total !== 'number' || typeof printed !== 'number')
    return null;
  const printedAt = toInstant(printed);
  return { kind, kuitansi, kodeBilling, institution, total, expiresAt: null, ntpn: null, printedAt };
};

const readers: Readonly<Record<string, Reader>> = {
  /** Without expiry and NTPN. */
  f1: readBase,
  f2: readAll,
  f3: ([, ...fields]) => readAll(fields),
};
