import type { OrderStatus } from '#contract/orders/lifecycle';

export type StepName = 'created' | 'decision' | 'billed' | 'paid' | 'done';

export interface Steps {
  readonly names: readonly StepName[];
  /** Index of the step being worked on; `names.length` when all are done. */
  readonly active: number;
  /** The order left the straight way at the active step. */
  readonly stopped: boolean;
}

export interface ProgressFacts {
  readonly total: number;
  readonly status: OrderStatus;
  readonly passed: readonly OrderStatus[];
}

/**
 * The straight way of this order and how far it has come. A free order is decided instead of billed; an order with a
 * price is decided only where its history says so.
 */
export function stepsOf({ total, status, passed }: ProgressFacts): Steps {
  const decided = total === 0 || passed.includes('MENUNGGU_PERSETUJUAN') || status === 'MENUNGGU_PERSETUJUAN';
  const names: StepName[] =
    total === 0
      ? ['created', 'decision', 'done']
      : decided
        ? ['created', 'decision', 'billed', 'paid', 'done']
        : ['created', 'billed', 'paid', 'done'];
  const at = (name: StepName): number => names.indexOf(name);
  const place: Readonly<Record<OrderStatus, number>> = {
    DIPROSES: 1,
    MENUNGGU_PERSETUJUAN: at('decision'),
    DITOLAK: at('decision'),
    DISETUJUI: at('decision') + 1,
    PENERBITAN_TAGIHAN: at('billed'),
    TAGIHAN_BERMASALAH: at('billed'),
    MENUNGGU_PEMBAYARAN: at('paid'),
    KEDALUWARSA: at('paid'),
    DIBATALKAN: passed.includes('MENUNGGU_PEMBAYARAN') ? at('paid') : 1,
    PEMBAYARAN_BERMASALAH: at('done'),
    MENUNGGU_KEPUTUSAN: at('done'),
    PENGEMBALIAN: at('done'),
    DIKEMBALIKAN: at('done'),
    DIBAYAR: at('done'),
    SELESAI: names.length,
  };
  const stopped = (
    [
      'DITOLAK',
      'TAGIHAN_BERMASALAH',
      'KEDALUWARSA',
      'DIBATALKAN',
      'PEMBAYARAN_BERMASALAH',
      'MENUNGGU_KEPUTUSAN',
      'PENGEMBALIAN',
      'DIKEMBALIKAN',
    ] as readonly OrderStatus[]
  ).includes(status);
  return { names, active: place[status], stopped };
}
