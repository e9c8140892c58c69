import { describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { disclaimerDuties } from '#contract/metering/disclaimer';
import { readPdf } from '../shared/read-pdf.fixture.ts';
import { type DisclaimerPaper, renderDisclaimer } from './disclaimer.ts';

const empty: DisclaimerPaper = {
  name: 'Oki Operator',
  email: 'operator.pusat@demo.loket.test',
  institution: 'DEMO PUSAT',
  branch: null,
  version: '2026-1',
  signed: null,
  verification: {
    page: 'https://loket.test/verifikasi',
    document: `https://loket.test/verifikasi#${'x'.repeat(200)}`,
  },
  printedAt: new Date('2026-05-04T03:00:00Z'),
};
const signed: DisclaimerPaper = {
  ...empty,
  branch: 'Cabang Semarang',
  signed: {
    at: new Date('2026-05-04T03:00:00Z'),
    endsAt: new Date('2026-10-31T03:00:00Z'),
    signature: 'Oki Operator',
    address: '203.0.113.7',
  },
};

describe('the form disclaimer on paper', () => {
  it.each(['id', 'en'] as const)('bears every duty and two places to sign (%s)', async (language) => {
    const { text: printed, tags } = await readPdf(await renderDisclaimer(empty, language));
    // A line may break behind a hyphen.
    const text = printed.replaceAll('- ', '-');
    const { disclaimer, paper } = texts(language).portal;
    for (const duty of disclaimerDuties) expect(text).toContain(disclaimer.duties[duty]);
    expect(text).toContain(disclaimer.statement);
    expect(text).toContain(paper.unsigned);
    expect(text).toContain(paper.superior);
    expect(tags).toContain('H1');
  });

  it('says who signed it, when, until when and from where', async () => {
    const pdf = await readPdf(await renderDisclaimer(signed));
    expect(pdf.text).toContain('Ditandatangani secara elektronik oleh Oki Operator pada 4 Mei 2026');
    expect(pdf.text).toContain('Dari alamat : 203.0.113.7');
    expect(pdf.text).toContain('Unit atau cabang : Cabang Semarang');
    expect(pdf.pages).toBe(1);
  });

  it('is the same bytes for the same data', async () => {
    expect(await renderDisclaimer(signed)).toEqual(await renderDisclaimer(signed));
  });
});
