import { describe, expect, test } from 'vitest';
import { encodeTemplateMessage, readDeliveryReports, SendTemplateMessage } from './whatsapp.ts';
import { renderWhatsappText, whatsappTemplateTexts } from './whatsapp-templates.ts';

const hook = (...values: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: values.map((value) => ({ field: 'messages', value })) }],
});

describe('a template message', () => {
  test('is written as Meta documents it', () => {
    const message = encodeTemplateMessage({
      to: '+6281234567890',
      template: 'pengajuan_selesai',
      parameters: ['SD-1', 'https://loket.example/lacak'],
      buttons: ['SD-1'],
      reference: 'notice-1',
    });
    expect(message).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+6281234567890',
      type: 'template',
      template: {
        name: 'pengajuan_selesai',
        language: { code: 'id' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'SD-1' },
              { type: 'text', text: 'https://loket.example/lacak' },
            ],
          },
          { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'SD-1' }] },
        ],
      },
      biz_opaque_callback_data: 'notice-1',
    });
    expect(SendTemplateMessage.parse(message)).toEqual(message);
  });
});

describe('the body of a webhook', () => {
  test('gives its reports, also beside incoming messages and statuses that we do not know', () => {
    const reports = readDeliveryReports(
      hook(
        { messaging_product: 'whatsapp', messages: [{ from: '62812', text: { body: 'halo' } }] },
        {
          statuses: [
            { id: 'wamid.a', status: 'delivered', timestamp: '1678334400', recipient_id: '62812' },
            { id: 'wamid.a', status: 'warning', timestamp: '1678334400' },
            { id: 'wamid.a', status: 'constructor', timestamp: '1678334400' },
            { id: 'wamid.b', status: 'sent', timestamp: 'yesterday' },
          ],
        },
        {
          statuses: [
            {
              id: 'wamid.c',
              status: 'failed',
              timestamp: '1678334401',
              errors: [{ code: 131026, title: 'Message undeliverable' }],
              biz_opaque_callback_data: 'notice-1',
            },
          ],
        },
        { event: 'APPROVED', message_template_id: 1 },
      ),
    );
    expect(reports).toEqual([
      {
        wamid: 'wamid.a',
        status: 'DELIVERED',
        at: new Date('2023-03-09T04:00:00Z'),
        errorCode: null,
        about: null,
        reference: null,
      },
      {
        wamid: 'wamid.c',
        status: 'FAILED',
        at: new Date('2023-03-09T04:00:01Z'),
        errorCode: 131026,
        about: 'number',
        reference: 'notice-1',
      },
    ]);
  });

  test.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ object: 'x', entry: 'y' }],
    [{ object: 'x', entry: [{ changes: [1] }] }],
  ])('that is %j is none', (body) => expect(readDeliveryReports(body)).toBeNull());
});

describe('the approved texts', () => {
  test.each(Object.entries(whatsappTemplateTexts))(
    '%s is fit to be approved, and says that it is free',
    (_, template) => {
      const placeholders = [...template.body.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number));
      expect(placeholders.sort()).toEqual(template.parameters.map((_name, index) => index + 1));
      // WhatsApp refuses a text that begins or ends with a parameter, or is longer than 1,024 characters.
      expect(template.body).not.toMatch(/^\s*\{\{|\}\}\s*$/);
      expect(template.body.length).toBeLessThan(1_024);
      expect(template.body).toContain('Layanan ini tidak dipungut biaya.');
      expect(template.body).not.toMatch(/\bnama\b|\bNIK\b|\bKK\b/i);
    },
  );

  test('are shown with their parameters, whatever these hold', () => {
    const shown = renderWhatsappText(whatsappTemplateTexts.kode_verifikasi, ['$& {{1}}']);
    expect(shown).toContain('Kode verifikasi Anda: $& {{1}}.');
  });
});
