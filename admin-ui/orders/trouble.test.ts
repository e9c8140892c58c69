import { beforeAll, expect, it } from 'vitest';
import type { OrderSummary } from '#contract/orders/schemas';
import { switchLanguage } from '../i18n/texts.ts';
import { whatHappened } from './trouble.ts';

beforeAll(() => {
  globalThis.document = { documentElement: { lang: '' } } as Document;
  return switchLanguage('id');
});

const order = {
  status: 'PEMBAYARAN_BERMASALAH',
  total: 100_000,
  expiresAt: '2026-03-16T03:00:00Z',
  billingTrouble: null,
  billingTroubleWords: null,
  billingWaitingSince: null,
  paymentOddity: null,
} as OrderSummary;

it('says of a payment what is odd about it, with the figures', () => {
  const paymentOddity = {
    kinds: ['LATE', 'CANCELLED', 'AMOUNT'],
    paidAt: '2026-03-16T03:00:01Z',
    cancelledAt: '2026-03-12T02:30:00Z',
    reportedAmount: 99_000,
  } satisfies OrderSummary['paymentOddity'];
  expect(whatHappened({ ...order, paymentOddity })).toEqual([
    'Dibayar 16 Mar 2026, 10.00.01 WIB, setelah tagihan kedaluwarsa 16 Mar 2026, 10.00.00 WIB.',
    'Dibayar 16 Mar 2026, 10.00.01 WIB, setelah pesanan dibatalkan 12 Mar 2026, 09.30.00 WIB.',
    'Jumlah berbeda: tagihan Rp100.000, menurut laporan SIMPONI Rp99.000 (kurang Rp1.000).',
  ]);
});

it("says of a bill that SIMPONI refused it, in SIMPONI's words, or since when SIMPONI is silent", () => {
  const bill = { ...order, status: 'TAGIHAN_BERMASALAH' } as OrderSummary;
  const refused = { ...bill, billingTrouble: 'REFUSED', billingTroubleWords: 'Tarif salah' } as const;
  expect(whatHappened(refused)).toEqual([
    'SIMPONI menolak permintaan kode billing.',
    'Kata SIMPONI: “Tarif salah”',
  ]);
  const silent = { ...bill, billingTrouble: 'SILENT', billingWaitingSince: '2026-03-09T03:00:00Z' } as const;
  expect(whatHappened(silent)).toEqual([
    'SIMPONI tidak menjawab permintaan kode billing sejak 09 Mar 2026, 10.00 WIB.',
  ]);
});
