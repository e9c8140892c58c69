import { z } from 'zod';
import { orderStatuses } from './lifecycle.ts';

/** Verification of a document's QR, whatever the document is about. */

const amount = z.int().min(0);
const instant = z.iso.datetime();

export const DocumentCheckInput = z.object({ token: z.string().max(4_000) }).strict();

/** What the public page says: what the signature covers, and the status now. Nothing else of the order or request. */
export const DocumentCheck = z.union([
  z.object({
    genuine: z.literal(true),
    about: z.literal('order'),
    document: z.string(),
    number: z.string(),
    kodeBilling: z.string(),
    institution: z.string(),
    total: amount,
    /** Null on a paper of the first form, whose signature covers neither expiry nor NTPN. */
    expiresAt: instant.nullable(),
    /** The payment that the document bears; null on a bill. */
    ntpn: z.string().nullable(),
    printedAt: instant,
    status: z.enum(orderStatuses),
    statusLabel: z.string(),
    statusSince: instant,
  }),
  /** The tanda terima of a synchronisation request: nothing of the person. */
  z.object({
    genuine: z.literal(true),
    about: z.literal('request'),
    document: z.string(),
    number: z.string(),
    office: z.string(),
    submittedAt: instant,
    printedAt: instant,
    statusLabel: z.string(),
    statusSince: instant,
  }),
  /** A Berita Acara Rekonsiliasi; `number` is its month, `YYYY-MM`. It has no status: a month that is over stays. */
  z.object({
    genuine: z.literal(true),
    about: z.literal('reconciliation'),
    document: z.string(),
    number: z.string(),
    institution: z.string(),
    balances: z.array(
      z.object({
        product: z.string(),
        opening: z.int(),
        received: z.int(),
        taken: z.int(),
        closing: z.int(),
      }),
    ),
    printedAt: instant,
  }),
  /** The tanda terima of a semester report. */
  z.object({
    genuine: z.literal(true),
    about: z.literal('semester-report'),
    document: z.string(),
    number: z.string(),
    institution: z.string(),
    submittedAt: instant,
    printedAt: instant,
    statusLabel: z.string(),
    statusSince: instant,
  }),
  /** The tanda terima of a complaint about an access: nothing of the person. */
  z.object({
    genuine: z.literal(true),
    about: z.literal('complaint'),
    document: z.string(),
    number: z.string(),
    institution: z.string(),
    submittedAt: instant,
    printedAt: instant,
    statusLabel: z.string(),
    statusSince: instant,
  }),
  /** The form disclaimer of the web portal. */
  z.object({
    genuine: z.literal(true),
    about: z.literal('disclaimer'),
    document: z.string(),
    /** Version of its words. */
    number: z.string(),
    nameMasked: z.string(),
    institution: z.string(),
    /** Null: not signed electronically when it was printed. */
    signedAt: instant.nullable(),
    printedAt: instant,
    statusLabel: z.string(),
    statusSince: instant,
  }),
  /** The Berita Acara of Mode Uji. */
  z.object({
    genuine: z.literal(true),
    about: z.literal('trial'),
    document: z.string(),
    number: z.string(),
    institution: z.string(),
    completedAt: instant,
    printedAt: instant,
  }),
  z.object({ genuine: z.literal(false) }),
]);
export type DocumentCheck = z.infer<typeof DocumentCheck>;
