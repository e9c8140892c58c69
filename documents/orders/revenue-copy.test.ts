import { describe, expect, it } from 'vitest';
import { readPdf } from '../shared/read-pdf.fixture.ts';
import { renderStateRevenueCopy } from './revenue-copy.ts';
import { extremeBill, seedCopy } from './sample.fixture.ts';

describe("the copy of SIMPONI's data", async () => {
  const pdf = await readPdf(await renderStateRevenueCopy(seedCopy));

  it.each([
    'Kode Billing : 820230309000123',
    'NTPN : A1B2C3D4E5F60718',
    'NTB : 000012345678',
    'Tanggal Bayar : 10 Maret 2023 09.15.09 WIB',
    'Tanggal Buku : 10 Maret 2023',
    'Nama Wajib Bayar : DEMO PUSAT',
    'K/L : 010 – Kementerian Dalam Negeri',
    'Unit Eselon I : 08',
    'Satuan Kerja : 664090',
    'Jumlah setoran : Rp100.000',
    'Mata Uang : IDR (Rupiah)',
    'Terbilang : seratus ribu rupiah',
    'Bank/Pos : Bank Mandiri (008)',
    'Kanal Pembayaran : Teller (7012)',
    '425129 PNBP Fungsional Verifikasi Data Kependudukan Berbasis Web - Webservice NIK Rp100.000',
  ])('bears what a BPN bears: %s', (words) => {
    expect(pdf.text).toContain(words);
  });

  it('says that it is a copy and who issues the BPN', () => {
    expect(pdf.text).toContain('bukan Bukti Penerimaan Negara (BPN). BPN diterbitkan oleh bank/pos');
    expect(pdf.text).toContain('Sumber: SIMPONI, Kementerian Keuangan');
  });

  it('fits on one page', () => {
    expect(pdf.pages).toBe(1);
  });
});

const printed = async (payment: Partial<typeof seedCopy.payment>) =>
  (await readPdf(await renderStateRevenueCopy({ ...seedCopy, payment: { ...seedCopy.payment, ...payment } })))
    .text;

it('prints the amount of the report when one was imported', async () => {
  const text = await printed({ reportedAmount: 90_000 });
  expect(text).toContain('Jumlah setoran : Rp90.000');
  expect(text).toContain('sembilan puluh ribu rupiah');
});

it('prints the code of a bank or channel whose name is not known', async () => {
  const text = await printed({ bankCode: '999', channelCode: '9999' });
  expect(text).toContain('Bank/Pos : kode 999');
  expect(text).toContain('Kanal Pembayaran : kode 9999');
});

it('says that a payment is under review', async () => {
  const pdf = await readPdf(await renderStateRevenueCopy({ ...seedCopy, state: 'DALAM_PEMERIKSAAN' }));
  expect(pdf.text).toContain('DALAM PEMERIKSAAN');
  expect(pdf.text).toContain('sedang diperiksa oleh petugas PNBP');
});

it('keeps long texts inside the page', async () => {
  const copy = { ...seedCopy, payer: extremeBill.payer, item: extremeBill.item };
  const pdf = await readPdf(await renderStateRevenueCopy(copy));
  expect(pdf.placed.filter((item) => item.left < 47 || item.right > 548.3)).toEqual([]);
});
