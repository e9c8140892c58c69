import { describe, expect, test } from 'vitest';
import {
  type BillingCall,
  billingAnswerData,
  decodeAnswer,
  decodeBillingAnswer,
  decodeBillingCall,
  decodeEnvelope,
  decodeInquiryAnswer,
  decodeInquiryCall,
  decodeNotice,
  encodeAnswer,
  encodeBillingCall,
  encodeInquiryCall,
  encodeNotice,
  formatWib,
  formatWibDay,
  inquiryAnswerData,
  noticeAnswer,
  noticeWasHeard,
  parseWib,
  parseWibDay,
  SimponiFormatError,
  sanitizePayerName,
} from './simponi.ts';
import { bankName, channelName } from './simponi-codes.ts';
import {
  formatReportAmount,
  formatReportDate,
  parseReportAmount,
  parseReportDate,
} from './simponi-report.ts';

const call: BillingCall = {
  header: {
    trxId: 'KW-B1-0903230016-1',
    userId: 'user',
    password: 'p&ss=1+1',
    expiredDate: '2023-03-16 10:00:00',
    kodeKl: '010',
    kodeEselon1: '08',
    kodeSatker: '664090',
    jenisPnbp: 'F',
    mataUang: '1',
    total: 100000,
    payerName: 'DEMO PUSAT',
    satkerPemungut: '664090',
    npwp: '000000000000000',
    nik: '9999999999999999',
  },
  details: [
    {
      payerName: 'DEMO PUSAT',
      kodeTarif: '001687',
      kodePp: '2023010',
      kodeAkun: '425129',
      unitPrice: 1000,
      quantity: 100,
      unit: 'per NIK',
      total: 100000,
      kodeLokasi: '',
      kodeKabkota: '',
    },
  ],
};

const notice = {
  simponiTrxId: '20230309000001',
  kodeBilling: '820230309000001',
  ntpn: 'A1B2C3D4E5F6G7H8',
  ntb: '000123456789',
  paidAt: new Date('2023-03-09T03:04:05Z'),
  bankCode: '520008000990',
  channelCode: '7012',
};

/** What the throwing call throws, to look at its code. */
function thrown(act: () => unknown): SimponiFormatError {
  try {
    act();
  } catch (error) {
    if (error instanceof SimponiFormatError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('requests', () => {
  test('a billing goes out as the positional arrays that integrators send', () => {
    const sent = JSON.parse(new URLSearchParams(encodeBillingCall(call)).get('simponi_req') ?? '');
    expect(sent).toEqual({
      method: 'billingcode_v4',
      data: {
        header: [
          'KW-B1-0903230016-1',
          'user',
          'p&ss=1+1',
          '2023-03-16 10:00:00',
          '010',
          '08',
          '664090',
          'F',
          '1',
          100000,
          'DEMO PUSAT',
          '664090',
          '000000000000000',
          '9999999999999999',
        ],
        detail: [['DEMO PUSAT', '001687', '2023010', '425129', 1000, 100, 'per NIK', 100000, '', '']],
      },
    });
  });

  test('a billing survives the way there and back', () => {
    expect(decodeBillingCall(decodeEnvelope(encodeBillingCall(call)).data)).toEqual(call);
  });

  test('a missing element is a fault of count, a wrong one a fault of format that names only the element', () => {
    const { data } = decodeEnvelope(encodeBillingCall(call)) as {
      data: { header: unknown[]; detail: unknown[][] };
    };
    expect(thrown(() => decodeBillingCall({ ...data, header: data.header.slice(1) })).code).toBe('30');
    const tooMuch = data.header.with(9, 'seratus ribu');
    const error = thrown(() => decodeBillingCall({ ...data, header: tooMuch }));
    expect([error.code, error.message]).toEqual(['99', 'header: total']);
    const forbidden = data.header.with(10, "PT O'NEIL - A/B");
    expect(thrown(() => decodeBillingCall({ ...data, header: forbidden })).message).toBe('header: payerName');
    expect(thrown(() => decodeBillingCall({ header: data.header, detail: [] })).code).toBe('99');
  });

  test('an inquiry goes out as seven elements and survives the way back', () => {
    const inquiry = {
      trxId: 'KW-B1-0903230016-1',
      userId: 'user',
      password: 'secret',
      kodeBilling: '820230309000001',
      kodeKl: '010',
      kodeEselon1: '08',
      kodeSatker: '664090',
    };
    const envelope = decodeEnvelope(encodeInquiryCall(inquiry));
    expect(envelope).toEqual({ method: 'inquirybilling_v2', data: Object.values(inquiry) });
    expect(decodeInquiryCall(envelope.data)).toEqual(inquiry);
  });
});

describe('answers', () => {
  test('times of an answer are Jakarta wall clock on the wire and UTC in the code', () => {
    const answer = {
      simponiTrxId: '1',
      kodeBilling: '820230309000001',
      issuedAt: new Date('2023-03-09T03:00:00Z'),
      expiresAt: new Date('2023-03-16T16:59:59Z'),
    };
    const data = billingAnswerData(answer);
    expect(data).toEqual(['1', '820230309000001', '2023-03-09 10:00:00', '2023-03-16 23:59:59']);
    expect(decodeBillingAnswer(data)).toEqual(answer);
  });

  test('an inquiry answer keeps the leading zeros of the NTB and the calendar day of the book', () => {
    const { kodeBilling: _, ...rest } = notice;
    const answer = { ...rest, bookDate: '2023-03-09' };
    const decoded = decodeInquiryAnswer(inquiryAnswerData(answer));
    expect(decoded).toEqual(answer);
    expect(decodeInquiryAnswer(inquiryAnswerData(answer).with(6, '09-03-2023')).bookDate).toBe('2023-03-09');
  });

  test('half an answer is a fault, not an empty payment', () => {
    expect(thrown(() => decodeAnswer('{"response":{"code":"00"')).code).toBe('99');
    expect(thrown(() => decodeAnswer('<html>')).code).toBe('99');
    expect(thrown(() => decodeInquiryAnswer(['1', '', '', '', '', '', ''])).code).toBe('99');
    expect(thrown(() => decodeInquiryAnswer(null)).code).toBe('99');
    expect(decodeAnswer(encodeAnswer('NF', 'Data tidak ditemukan', null))).toEqual({
      code: 'NF',
      words: 'Data tidak ditemukan',
      data: null,
    });
  });
});

describe('notices of payment', () => {
  const json = encodeNotice(notice);
  const inner = JSON.stringify(JSON.parse(json).simponi_req);

  test.each([
    ['JSON text', json],
    ['parsed JSON', JSON.parse(json)],
    ['a form', new URLSearchParams({ simponi_req: inner }).toString()],
    ['a parsed form', { simponi_req: inner }],
    ['a form that names simponi_req twice', new URLSearchParams({ simponi_req: json }).toString()],
  ])('are read from %s', (_name, body) => {
    expect(decodeNotice(body)).toEqual(notice);
  });

  test.each([
    ['nothing', ''],
    ['a truncated body', json.slice(0, 60)],
    ['another method', json.replace('activeinquiry', 'billingcode_v4')],
    ['too few elements', json.replace('"7012"', '').replace(',]', ']')],
    ['an NTPN of the wrong length', json.replace('A1B2C3D4E5F6G7H8', 'A1B2')],
    ['an impossible date', json.replace('2023-03-09', '2023-02-31')],
    ['an array', []],
    ['null', null],
  ])('are refused when they are %s', (_name, body) => {
    expect(thrown(() => decodeNotice(body))).toBeInstanceOf(SimponiFormatError);
  });

  test('are answered with 3 when heard and 2 when not, with what came', () => {
    expect(noticeAnswer(json, 'accepted')).toEqual({
      simponi_result: {
        method: 'activeinquiry',
        data: JSON.parse(json).simponi_req.data,
        response_code: '3',
      },
    });
    expect(noticeAnswer('rubbish', 'failedOrDuplicate')).toEqual({
      simponi_result: { method: 'activeinquiry', data: [], response_code: '2' },
    });
    expect(noticeWasHeard('{"simponi_result":{"response_code":3}}')).toBe(true);
    expect(noticeWasHeard('{"title":"error"}')).toBe(false);
  });
});

describe('Jakarta wall clock', () => {
  test('is written in both forms, and read from both', () => {
    const moment = new Date('2023-12-31T17:30:15.900Z');
    expect(formatWib(moment)).toBe('2024-01-01 00:30:15');
    expect(formatWib(moment, 'dd-MM-yyyy HH:mm:ss')).toBe('01-01-2024 00:30:15');
    expect(formatWibDay(moment)).toBe('2024-01-01');
    const second = new Date('2023-12-31T17:30:15Z');
    expect(parseWib('2024-01-01 00:30:15')).toEqual(second);
    expect(parseWib('01-01-2024 00:30:15')).toEqual(second);
  });

  test.each(['2024-02-30 00:00:00', '2024-01-01 24:00:00', '2024-13-01 00:00:00', '2024-01-01', 'besok', ''])(
    '%j is no moment',
    (value) => {
      expect(parseWib(value)).toBeNull();
    },
  );

  test('days that do not exist are no days', () => {
    expect(parseWibDay('2023-02-29')).toBeNull();
    expect(parseWibDay('29-02-2024')).toBe('2024-02-29');
  });
});

describe('names and codes', () => {
  test.each([
    ["PT O'Neil - Jaya/Abadi", 'PT ONeil Jaya Abadi'],
    ['  Bank   Pérkreditan\tRakyat  ', 'Bank Perkreditan Rakyat'],
    ['X'.repeat(80), 'X'.repeat(50)],
    [`${'Y'.repeat(49)} Z`, 'Y'.repeat(49)],
    ["-'/", ''],
  ])('%j becomes %j', (name, expected) => {
    expect(sanitizePayerName(name)).toBe(expected);
  });

  test('a bank is known by its sandi and by its twelve-digit code', () => {
    expect(bankName('008')).toBe('Bank Mandiri');
    expect(bankName('520008000990')).toBe('Bank Mandiri');
    expect(bankName('999')).toBeNull();
    expect(channelName('7012')).toBe('Teller');
    expect(channelName('0')).toBeNull();
  });
});

describe('report', () => {
  test('amounts are written as SIMPONI does and read back', () => {
    expect(formatReportAmount(1234567)).toBe('1.234.567,00');
    expect(formatReportAmount(100)).toBe('100,00');
    for (const text of ['1.234.567,00', '1234567', '1234567,0', 'Rp 1.234.567,00'])
      expect(parseReportAmount(text)).toBe(1234567);
    for (const text of ['1.234.567,50', '1,234,567.00', '12.34', '-5', '', '9'.repeat(20)])
      expect(parseReportAmount(text)).toBeNull();
  });

  test('dates are written in both forms and read from both', () => {
    expect(formatReportDate('2023-03-09', 'dmy')).toBe('09/03/2023');
    expect(parseReportDate('09/03/2023')).toBe('2023-03-09');
    expect(parseReportDate('2023-03-09 10:00:00')).toBe('2023-03-09');
    expect(parseReportDate('09/13/2023')).toBeNull();
  });
});
