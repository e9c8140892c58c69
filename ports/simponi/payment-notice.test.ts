import { expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { parsePaymentNotice, paymentNoticeAnswer } from './payment-notice.ts';

const data = [
  '20230309000001',
  '820230309000001',
  'A1B2C3D4E5F6G7H8',
  '000123456789',
  '2023-03-09 10:04:05',
  '520008000990',
  '7012',
];
const body = { simponi_req: { method: 'activeinquiry', data } };
const notice = {
  simponiTrxId: '20230309000001',
  kodeBilling: '820230309000001',
  ntpn: 'A1B2C3D4E5F6G7H8',
  ntb: '000123456789',
  paidAt: new Date('2023-03-09T03:04:05Z'),
  bankCode: '520008000990',
  channelCode: '7012',
};

test('a notice is read from bytes, parsed JSON and a form', () => {
  expect(parsePaymentNotice(Buffer.from(JSON.stringify(body)))).toEqual(notice);
  expect(parsePaymentNotice(body)).toEqual(notice);
  expect(parsePaymentNotice({ simponi_req: JSON.stringify(body.simponi_req) })).toEqual(notice);
});

test('a malformed notice is refused by the name of its element, without the value', () => {
  const broken = { simponi_req: { method: 'activeinquiry', data: data.with(2, 'RAHASIA') } };
  let error: unknown;
  try {
    parsePaymentNotice(broken);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'NOTICE_MALFORMED', message: 'notice: ntpn' });
});

test('an answer repeats what came, from bytes too', () => {
  const answer = { method: 'activeinquiry', data, response_code: '3' };
  expect(paymentNoticeAnswer(Buffer.from(JSON.stringify(body)), 'accepted')).toEqual({
    simponi_result: answer,
  });
});
