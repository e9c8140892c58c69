import { describe, expect, it } from 'vitest';
import { billStates } from '#contract/orders/documents';
import { type ReadPdf, readPdf } from '../shared/read-pdf.fixture.ts';
import { renderBill } from './bill.ts';
import { extremeBill, seedBill } from './sample.fixture.ts';

const read = async (...input: Parameters<typeof renderBill>): Promise<ReadPdf> =>
  readPdf(await renderBill(...input));

describe('the bill of the seed document', async () => {
  const pdf = await read(seedBill);

  it.each([
    'INVOICE',
    'Kode Billing 820230309000123',
    'DEMO PUSAT',
    'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072',
    'dukcapil@kemendagri.go.id',
    '(021) 79194075',
    'No Produk Kuantitas Harga Layanan Total Harga',
    '1 Verifikasi Data Kependudukan Berbasis Web - Webservice NIK 100 Rp1.000 Rp100.000',
    'Kode Kuitansi : KW-B1-0903230016',
    'Tanggal Transaksi : 9 Maret 2023 14.05.12 WIB',
    'Tanggal Kadaluarsa : 16 Maret 2023 14.05.30 WIB',
    'Status : BELUM BAYAR',
    'Direktorat Jenderal Kependudukan dan Pencatatan Sipil',
    'Kementerian Dalam Negeri',
    'Phone : (021) 79194075',
    'Fax : (021) 7980655, 7949770',
  ])('prints what the seed prints: %s', (words) => {
    expect(pdf.text).toContain(words);
  });

  it.each([
    'Terbilang : seratus ribu rupiah',
    'K/L : 010 – Kementerian Dalam Negeri',
    'Unit Eselon I : 08',
    'Satuan Kerja : 664090',
    'Kode Akun : 425129',
    'NPWP : 00.123.456.7-890.123',
    'Dasar Tarif : PP 10/2023, Lampiran angka I',
    'PNBP Fungsional',
    'sampai 13 Februari 2029',
  ])('prints what a finance desk books by: %s', (words) => {
    expect(pdf.text).toContain(words);
  });

  it.each([
    'Teller bank',
    'Kantor Pos',
    'ATM',
    'Internet banking dan mobile banking',
    'EDC',
    'Dompet elektronik',
  ])('tells how to pay by %s', (channel) => {
    expect(pdf.text).toContain(channel);
  });

  it('prints the validity of the quota that it pays for', async () => {
    expect(pdf.text).toContain('Kuota tidak mempunyai batas waktu sendiri.');
    const validity = { ...seedBill.validity, months: 12, yearEnd: 'LAPSES' } as const;
    const ending = await read({ ...seedBill, state: 'LEWAT_WAKTU', validity });
    expect(ending.pages).toBe(1);
    expect(ending.text).toContain('Kuota berlaku 12 bulan sejak voucher terbit');
    expect(ending.text).toContain('hangus sesudah 31 Desember tahun voucher terbit');
    expect(ending.text).not.toContain('batas waktu sendiri');
  });

  it('keeps the kode billing in one piece, so that it can be copied', () => {
    const large = pdf.placed.filter((item) => item.size > 20 && item.text === seedBill.kodeBilling);
    expect(large).toHaveLength(1);
  });

  it('has title, language and structure for whoever does not see it', () => {
    expect(pdf.info).toMatchObject({
      Title: 'File Pemberitahuan Kode Billing KW-B1-0903230016',
      Language: 'id-ID',
    });
    expect([...pdf.tags]).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'TH', 'TD', 'Figure']));
  });

  it('is the same file for the same data', async () => {
    expect(Buffer.compare(await renderBill(seedBill), await renderBill(seedBill))).toBe(0);
  });

  it('can be printed in English', async () => {
    const english = await read(seedBill, 'en');
    expect(english.text).toContain('9 March 2023 14:05:12 WIB');
    expect(english.text).toContain('one hundred thousand rupiah');
    expect(english.info).toMatchObject({ Language: 'en' });
  });
});

describe('a bill that is not to be paid', () => {
  it.each(billStates.filter((state) => state !== 'BELUM_BAYAR'))(
    '%s says so and does not tell how to pay',
    async (state) => {
      const pdf = await read({ ...seedBill, state });
      expect(pdf.text).toMatch(/Jangan membayar|tidak dapat dibayar lagi/);
      expect(pdf.text).not.toMatch(/BELUM BAYAR|Cara Bayar|Bayar paling lambat/);
      expect(pdf.pages).toBe(1);
    },
  );
});

describe('texts and figures at the edge', async () => {
  const pdf = await read(extremeBill);
  const pageWidth = 595.28;
  const margin = 48;

  it('wraps long names and addresses inside the page', () => {
    const outside = pdf.placed.filter(
      (item) => item.left < margin - 1 || item.right > pageWidth - margin + 1 || item.baseline < 15,
    );
    expect(outside).toEqual([]);
  });

  it('writes no line over another one', () => {
    const overlapping = pdf.placed.filter((item) =>
      pdf.placed.some(
        (other) =>
          other !== item &&
          other.page === item.page &&
          Math.abs(other.baseline - item.baseline) < 4 &&
          other.left < item.right - 1 &&
          item.left < other.right - 1,
      ),
    );
    expect(overlapping).toEqual([]);
  });

  it('cuts no character of a name and no digit of an amount', () => {
    const letters = (text: string) => text.replace(/\s/g, '');
    expect(letters(pdf.text)).toContain(letters(extremeBill.payer.name));
    expect(letters(pdf.text)).toContain(letters(extremeBill.payer.address));
    for (const figure of ['1.000.000.000', 'Rp9.007.199', 'Rp9.007.199.000.000.000']) {
      expect(pdf.placed.map((item) => item.text)).toContain(figure);
    }
    expect(pdf.text).toContain('sembilan kuadriliun');
  });

  it('says when an institution has no NPWP', () => {
    expect(pdf.text).toContain('NPWP : belum dicatat');
  });

  it('numbers its pages', () => {
    expect(pdf.text).toContain(`Halaman ${pdf.pages} dari ${pdf.pages}`);
  });
});

it('prints amounts of one column flush right', async () => {
  const pdf = await read(seedBill);
  const [line, total] = pdf.placed.filter((item) => item.text === 'Rp100.000' && item.left > 400);
  expect(line?.right).toBeCloseTo(total?.right ?? 0, 0);
});
