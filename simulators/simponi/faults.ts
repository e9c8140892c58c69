import { z } from 'zod';

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

export interface FaultList {
  /** Takes a fault on, or all of them back. */
  obey(order: ControlOrder): void;
  /** The first fault of one of these modes that fits the occasion; this counts as one use of it. */
  take<Mode extends FaultMode>(
    occasion: Occasion,
    modes: readonly Mode[],
  ): Extract<Fault, { mode: Mode }> | null;
  /** Whether a fault of this mode would strike, without using it up. */
  expects(occasion: Occasion, mode: FaultMode): boolean;
  /** What is in force by order, with what is left of each count. */
  inForce(): readonly (Fault & FaultScope)[];
}

/** Faults live in memory: a restarted simulator behaves, but for the magic quantities. */
export function createFaultList(): FaultList {
  let orders: (Fault & FaultScope)[] = [];
  const magicUses = new Map<string, number>();

  const findOrder = (occasion: Occasion, modes: readonly FaultMode[]) =>
    orders.find(
      (order) =>
        modes.includes(order.mode) &&
        (order.forTrxId === undefined || order.forTrxId === occasion.trxId) &&
        (order.method === undefined || order.method === occasion.method),
    );

  const findMagic = (occasion: Occasion, modes: readonly FaultMode[]) =>
    magicQuantities.find(
      ({ quantity, fault, times = Number.POSITIVE_INFINITY }) =>
        quantity === occasion.quantity &&
        modes.includes(fault.mode) &&
        (magicUses.get(keyOfUse(occasion)) ?? 0) < times,
    );

  return {
    obey(order) {
      orders = order.mode === 'normal' ? [] : [...orders, order];
    },

    take<Mode extends FaultMode>(occasion: Occasion, modes: readonly Mode[]) {
      const found = findOrder(occasion, modes);
      if (found?.count !== undefined) {
        const left = found.count - 1;
        orders = orders.flatMap((order) =>
          order !== found ? [order] : left > 0 ? [{ ...order, count: left }] : [],
        );
      }
      const magic = found ? undefined : findMagic(occasion, modes);
      if (magic) magicUses.set(keyOfUse(occasion), (magicUses.get(keyOfUse(occasion)) ?? 0) + 1);
      return (found ?? magic?.fault ?? null) as Extract<Fault, { mode: Mode }> | null;
    },

    expects: (occasion, mode) => Boolean(findOrder(occasion, [mode]) ?? findMagic(occasion, [mode])),
    inForce: () => orders,
  };
}

/** One quantity has one fault, so the transaction tells the uses apart. */
const keyOfUse = ({ trxId, quantity }: Occasion): string => `${trxId} ${quantity}`;
