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
  /** When the kode billing runs out. */
  readonly expiresAt: string;
  /** Of the payment that the document bears; null on a bill. */
  readonly ntpn: string | null;
  readonly printedAt: string;
}

/** The same key signs nothing else; the prefix keeps it so should that ever change. */
const purpose = 'loket-dukcapil/document/v1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString();

const signedBytes = (body: string): string => `${purpose}.${body}`;

/**
 * Token of a document: `<payload>.<Ed25519 signature>`, both base64url. The payload is readable by anyone who holds the
 * document and says no more than is printed on it. Same payload and key, same token.
 */
export function signDocument(key: KeyObject, document: SignedDocument): string {
  const fields = [
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

/** A signed payload is ours, so a shape that does not fit can only come from another release: not known here. */
function read(json: string): SignedDocument | null {
  const fields: unknown = JSON.parse(json);
  if (!Array.isArray(fields) || fields.length !== 8) return null;
  const [kindIndex, kuitansi, kodeBilling, institution, total, expires, ntpn, printed] = fields as unknown[];
  const kind = orderDocumentKinds[Number(kindIndex)];
  if (kind === undefined || typeof kuitansi !== 'string' || typeof kodeBilling !== 'string') return null;
  if (typeof institution !== 'string' || typeof total !== 'number') return null;
  if (typeof expires !== 'number' || typeof printed !== 'number') return null;
  if (typeof ntpn !== 'string' && ntpn !== null) return null;
  const times = { expiresAt: toInstant(expires), printedAt: toInstant(printed) };
  return { kind, kuitansi, kodeBilling, institution, total, ntpn, ...times };
}
