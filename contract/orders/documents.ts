import type { OrderStatus } from './lifecycle.ts';

/** How a bill stands towards whoever holds it in his hand; each has its words in i18n (`documents.billState`). */
export const billStates = [
  'BELUM_BAYAR',
  'LEWAT_WAKTU',
  'KEDALUWARSA',
  'DIBATALKAN',
  'SUDAH_DIBAYAR',
  'DALAM_PEMERIKSAAN',
  'PENGEMBALIAN',
  'DIKEMBALIKAN',
] as const;
export type BillState = (typeof billStates)[number];

/** Null: an order in this status has no bill that could be printed. */
const billStateOfStatus = {
  DIPROSES: null,
  MENUNGGU_PERSETUJUAN: null,
  DISETUJUI: null,
  DITOLAK: null,
  PENERBITAN_TAGIHAN: null,
  TAGIHAN_BERMASALAH: null,
  MENUNGGU_PEMBAYARAN: 'BELUM_BAYAR',
  KEDALUWARSA: 'KEDALUWARSA',
  DIBATALKAN: 'DIBATALKAN',
  DIBAYAR: 'SUDAH_DIBAYAR',
  PEMBAYARAN_BERMASALAH: 'DALAM_PEMERIKSAAN',
  MENUNGGU_KEPUTUSAN: 'DALAM_PEMERIKSAAN',
  PENGEMBALIAN: 'PENGEMBALIAN',
  DIKEMBALIKAN: 'DIKEMBALIKAN',
  SELESAI: 'SUDAH_DIBAYAR',
} as const satisfies Record<OrderStatus, BillState | null>;

/**
 * State of the bill at a moment; null when there is none. After the expiry, and until SIMPONI was asked, an unpaid
 * bill is LEWAT_WAKTU: not payable any more, and not yet said to be void.
 */
export function billState(status: OrderStatus, expiresAt: Date, now: Date): BillState | null {
  const state = billStateOfStatus[status];
  return state === 'BELUM_BAYAR' && now.getTime() > expiresAt.getTime() ? 'LEWAT_WAKTU' : state;
}
