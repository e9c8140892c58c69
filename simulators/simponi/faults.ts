import { z } from 'zod';
import {
  createFaultList as createSharedFaultList,
  type FaultList as SharedFaultList,
} from '../shared/fault-list.ts';

/** One way in which the simulator can be told to misbehave; the body of `POST /control`. */
export const Fault = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('slow'), ms: z.coerce.number().int().min(0).max(600_000).default(5_000) }),
  z.object({
    mode: z.literal('refuse'),
    code: z.string().trim().min(2).max(4).default('99'),
    words: z.string().trim().min(1).max(200).default('Permintaan billing ditolak oleh SIMPONI'),
  }),
  z.object({ mode: z.literal('timeoutAfterCreate') }),
  z.object({ mode: z.literal('loseNotice') }),
  z.object({ mode: z.literal('noticeTwice'), times: z.coerce.number().int().min(2).max(500).default(2) }),
  z.object({ mode: z.literal('payLate'), paidAt: z.coerce.date().optional() }),
  z.object({ mode: z.literal('down'), how: z.enum(['503', 'reset']).default('503') }),
  z.object({ mode: z.literal('garbage'), how: z.enum(['html', 'truncated']).default('html') }),
  z.object({ mode: z.literal('reportOtherAmount'), amount: z.coerce.number().int().min(0).optional() }),
]);
export type Fault = z.infer<typeof Fault>;
export type FaultMode = Fault['mode'];

/** When a fault strikes: as often as `count` says (for ever when absent), and only for `forTrxId` when given. */
export const FaultScope = z.object({
  count: z.coerce.number().int().min(1).optional(),
  forTrxId: z.string().trim().min(1).optional(),
  /** Only for one of SIMPONI's methods: `billingcode_v4`, `inquirybilling_v2`. */
  method: z.string().trim().min(1).optional(),
});
export type FaultScope = z.infer<typeof FaultScope>;

/** The body of `POST /control`; `{"mode":"normal"}` takes every fault back. */
export const ControlOrder = z.union([
  z.object({ mode: z.literal('normal') }),
  z.intersection(Fault, FaultScope),
]);
export type ControlOrder = z.infer<typeof ControlOrder>;

/**
 * Magic inputs: a bill over one of these QUANTITIES misbehaves by itself, without the control endpoint. The one table;
 * the help page prints it. `times` counts per transaction id; absent = always.
 */
export const magicQuantities: readonly { quantity: number; fault: Fault; times?: number; effect: string }[] =
  [
    {
      quantity: 9001,
      fault: { mode: 'refuse', code: '99', words: 'Kode tarif tidak sesuai dengan akun (contoh penolakan)' },
      effect: 'SIMPONI menolak pembuatan kode billing, setiap kali.',
    },
    {
      quantity: 9002,
      fault: { mode: 'slow', ms: 5_000 },
      effect: 'SIMPONI menjawab setelah 5 detik.',
    },
    {
      quantity: 9003,
      fault: { mode: 'timeoutAfterCreate' },
      times: 1,
      effect:
        'Kode billing dibuat, tetapi jawaban pertama tidak pernah sampai; pengulangan mendapat kode yang sama.',
    },
    {
      quantity: 9004,
      fault: { mode: 'loseNotice' },
      effect: 'Pembayaran berhasil, tetapi notifikasinya hilang; hanya diketahui dengan bertanya.',
    },
    {
      quantity: 9005,
      fault: { mode: 'noticeTwice', times: 2 },
      effect: 'Notifikasi pembayaran dikirim dua kali sekaligus.',
    },
    {
      quantity: 9006,
      fault: { mode: 'payLate' },
      effect: 'Pembayaran di teller tercatat satu menit setelah kode billing kedaluwarsa.',
    },
    {
      quantity: 9007,
      fault: { mode: 'down', how: '503' },
      times: 3,
      effect: 'SIMPONI tidak tersedia untuk tiga permintaan pertama, lalu pulih.',
    },
    {
      quantity: 9008,
      fault: { mode: 'garbage', how: 'html' },
      times: 1,
      effect: 'Jawaban pertama rusak (bukan JSON), jawaban berikutnya benar.',
    },
    {
      quantity: 9009,
      fault: { mode: 'reportOtherAmount' },
      effect: 'Laporan CSV mencatat jumlah yang berbeda Rp1.000 dari tagihan.',
    },
  ];

/** What is known of a call when a fault is looked for. */
export interface Occasion {
  readonly method: string;
  readonly trxId?: string | undefined;
  readonly quantity?: number | undefined;
}

export type FaultList = SharedFaultList<Fault & FaultScope, Fault, Occasion>;

/** One quantity has one fault, so the transaction tells the uses apart. */
export const createFaultList = (): FaultList =>
  createSharedFaultList<Fault, Fault & FaultScope, Occasion>({
    fits: (order, { trxId, method }) =>
      (order.forTrxId === undefined || order.forTrxId === trxId) &&
      (order.method === undefined || order.method === method),
    magicOf: ({ quantity }) => magicQuantities.filter((row) => row.quantity === quantity),
    countKey: ({ trxId, quantity }) => `${trxId} ${quantity}`,
  });
