import { describe, expect, it } from 'vitest';
import { languages } from '#contract/i18n/index';
import { noticeTemplates } from '#contract/orders/codes';
import { renderMail } from './render.ts';
import { sampleParams } from './sample.fixture.ts';

const place = { publicUrl: 'https://loket.example' };
const every = noticeTemplates.flatMap((template) =>
  languages.map((language) => [template, language] as const),
);
const bill = (change: object) =>
  renderMail('BILLING_ISSUED', { ...sampleParams.BILLING_ISSUED, ...change }, 'id', place);

describe.each(every)('the mail %s in %s', (template, language) => {
  const mail = renderMail(template, sampleParams[template], language, place);

  it('fills every place and leaves no gap', () => {
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
    expect(mail.subject).not.toContain('–');
    expect(mail.subject.length).toBeGreaterThan(10);
  });

  it('says the same in text and HTML, and leads to one page of ours', () => {
    const links = mail.text.match(/https?:\S+/g) ?? [];
    expect(links).toHaveLength(1);
    expect(links[0]).toMatch(/^https:\/\/loket\.example\//);
    expect(mail.html).toContain(`href="${links[0]}"`);
    expect(mail.html).toContain(`<html lang="${language}">`);
  });

  it('loads nothing and hides nothing: no picture, script, style sheet or tracker', () => {
    expect(mail.html).not.toMatch(/<(img|script|link|iframe|style)|url\(|display:none|src=/i);
  });
});

describe('what stands in a URL', () => {
  it('is never a name, a code or a note; secrets stand in the fragment', () => {
    for (const [template, language] of every) {
      const { text } = renderMail(template, sampleParams[template], language, place);
      const [url = ''] = text.match(/https?:\S+/) ?? [];
      expect(url).not.toMatch(/Rina|Budi|820230309000123|NUSANTARA|KW-/);
      expect(url.split('#')[0]).not.toContain('Zr8vT0k3n');
    }
  });
});

describe('a bill by mail', () => {
  it('names code, amount, deadline with its zone, and where to go', () => {
    const { subject, text } = bill({});
    expect(subject).toBe('Kode billing 820230309000123: bayar sebelum 16 Maret 2023 14.05.30 WIB');
    expect(text).toContain('Bayar Rp100.000 dengan kode billing 820230309000123');
    expect(text).toContain('https://loket.example/#/orders/0b4f9d6e-6a8e-4a1b-9a58-0d3f5f6f7a01/show');
  });

  it('shows what people wrote as text, not as markup', () => {
    const { html } = bill({ institutionName: `<img src=x onerror="alert('1')"> & Rekan` });
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Rekan');
    expect(html).not.toContain('<img');
  });

  it('does not read a brace or a dollar in a name as a place to fill', () => {
    const { text } = bill({ institutionName: 'PT {total} $& $1' });
    expect(text).toContain('Yth. Bapak/Ibu di PT {total} $& $1,');
  });

  it('keeps its subject on one line, so that no header can be added', () => {
    expect(bill({ kodeBilling: '8\r\nBcc: someone@example.org' }).subject).not.toMatch(/[\r\n]/);
  });
});

describe('values that one mail may lack', () => {
  it('says nothing about a kode billing when none was issued', () => {
    const params = { ...sampleParams.ORDER_CANCELLED, kodeBilling: null, note: null };
    const { text } = renderMail('ORDER_CANCELLED', params, 'id', place);
    expect(text).not.toMatch(/Kode billing:|Catatan:|Jangan membayar/);
    expect(text).toContain('Pesanan KW-B1-0903230016 telah dibatalkan.');
  });

  it('says nothing about a payment when the order cost nothing', () => {
    const params = { ...sampleParams.VOUCHER_ISSUED, paidAt: null };
    const { text } = renderMail('VOUCHER_ISSUED', params, 'id', place);
    expect(text).not.toMatch(/SIMPONI|Dibayar pada|BPN/);
    expect(text).toContain('100 NIK untuk Webservice NIK sudah terbit');
  });
});

it('tells how long a voucher is valid, by the rule of its day and by its own last day', () => {
  const mail = (params: object) =>
    renderMail('VOUCHER_ISSUED', { ...sampleParams.VOUCHER_ISSUED, ...params }, 'id', place).text;
  expect(mail({})).toContain('Kuota tidak mempunyai batas waktu sendiri.');
  expect(mail({})).not.toContain('Berlaku sampai');
  expect(mail({ validUntil: '2024-03-09' })).toMatch(/Berlaku sampai: +9 Maret 2024/);
  const queuedBefore = { issuedOn: undefined, validUntil: undefined };
  expect(mail(queuedBefore)).not.toContain('batas waktu sendiri');
});

it('refuses params of another template and names what is missing, without its values', () => {
  const wrong = () => renderMail('BILLING_ISSUED', sampleParams.INVITATION, 'id', place);
  expect(wrong).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
  expect(wrong).toThrowError(/orderId, kuitansi/);
  expect(wrong).not.toThrowError(/Rina/);
});
