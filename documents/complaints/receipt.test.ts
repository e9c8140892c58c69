import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { signReceipt } from '../requests/receipt-signature.ts';
import { readPdf } from '../shared/read-pdf.fixture.ts';
import { type ComplaintReceipt, renderComplaintReceipt } from './receipt.ts';
import { checkComplaintReceipt, signComplaintReceipt } from './receipt-signature.ts';

const own: ComplaintReceipt = {
  number: 'PGD-202605-004211',
  secret: '7KX2M-9BQ4T-0HGZA',
  filedAt: new Date('2026-05-04T03:00:00Z'),
  access: {
    at: new Date('2026-05-03T20:15:00Z'),
    institution: 'BANK CONTOH',
    purpose: null,
    kind: 'DIBACA',
    channel: 'WEB_SERVICE',
  },
  trackingPage: 'https://loket.test/siapa-mengecek-nik/pengaduan',
  verification: {
    page: 'https://loket.test/verifikasi',
    document: `https://loket.test/verifikasi#${'x'.repeat(200)}`,
  },
  printedAt: new Date('2026-05-04T03:01:00Z'),
};

describe('the tanda terima of a complaint on paper', () => {
  it.each(['id', 'en'] as const)(
    'says what was taken in, when, and about which access (%s)',
    async (language) => {
      const { text: printed, tags, pages } = await readPdf(await renderComplaintReceipt(own, language));
      // A line may break behind a hyphen.
      const text = printed.replaceAll('- ', '-');
      const { receipt } = texts(language).complaints;
      for (const part of [
        own.number,
        own.secret,
        'BANK CONTOH',
        receipt.desk,
        receipt.free,
        own.trackingPage,
      ]) {
        expect(text).toContain(part);
      }
      for (const step of receipt.steps) expect(text).toContain(step);
      expect(tags).toContain('H1');
      expect(pages).toBe(1);
    },
  );

  it('names its times in WIB', async () => {
    const { text } = await readPdf(await renderComplaintReceipt(own));
    expect(text).toContain('4 Mei 2026 10.00.00 WIB');
    expect(text).toContain('4 Mei 2026 03.15 WIB');
  });

  it('bears no secret for the desk, and says how the citizen gets on without it', async () => {
    const { text } = await readPdf(await renderComplaintReceipt({ ...own, secret: null }));
    const { receipt, page } = texts('id').complaints;
    expect(text).toContain(receipt.withoutSecret);
    expect(text).not.toContain(page.secret);
    expect(text).not.toContain(receipt.withSecret);
  });

  it('is the same bytes for the same data', async () => {
    expect(await renderComplaintReceipt(own)).toEqual(await renderComplaintReceipt(own));
  });
});

describe('its signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signed = {
    ...{ number: own.number, institution: 'BANK CONTOH' },
    ...{ filedAt: '2026-05-04T03:00:00.000Z', printedAt: '2026-05-04T03:01:00.000Z' },
  };

  it('vouches for number, institution and times, and for none of them once a byte is another', () => {
    const token = signComplaintReceipt(privateKey, signed);
    expect(checkComplaintReceipt(publicKey, token)).toEqual(signed);
    const [body = '', signature = ''] = token.split('.');
    const other = Buffer.from(body, 'base64url').toString().replace('004211', '004212');
    const forged = `${Buffer.from(other).toString('base64url')}.${signature}`;
    for (const given of [forged, body, `${token}.x`, '']) {
      expect(checkComplaintReceipt(publicKey, given)).toBeNull();
    }
  });

  it("is no other paper's", () => {
    const { filedAt: submittedAt, printedAt } = signed;
    const request = signReceipt(privateKey, { code: 'X', office: 'Y', submittedAt, printedAt });
    expect(checkComplaintReceipt(publicKey, request)).toBeNull();
  });
});
