import {
  decisionStatuses,
  type OrderStatus,
  orderStatuses,
  troubledStatuses,
} from '#contract/orders/lifecycle';

/** Statuses as people look for them; together they are all statuses, each once (a test holds it so). */
export const statusGroups = {
  unpaid: ['MENUNGGU_PEMBAYARAN'],
  open: ['DIPROSES', 'MENUNGGU_PERSETUJUAN', 'DISETUJUI', 'PENERBITAN_TAGIHAN', 'DIBAYAR'],
  trouble: ['TAGIHAN_BERMASALAH', 'PEMBAYARAN_BERMASALAH', 'MENUNGGU_KEPUTUSAN', 'PENGEMBALIAN'],
  done: ['SELESAI'],
  ended: ['KEDALUWARSA', 'DIBATALKAN', 'DITOLAK', 'DIKEMBALIKAN'],
} as const satisfies Record<string, readonly OrderStatus[]>;

export type StatusGroup = keyof typeof statusGroups;
export const statusGroupNames = Object.keys(statusGroups) as StatusGroup[];

/** A filter's value as a list, whether it came as one code or several. */
export const asStatuses = (value: unknown): OrderStatus[] =>
  (Array.isArray(value) ? value : [value]).filter((code): code is OrderStatus =>
    (orderStatuses as readonly unknown[]).includes(code),
  );

export { decisionStatuses, troubledStatuses };
