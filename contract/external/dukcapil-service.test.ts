import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PersonRecord, personElements } from '../metering/person.ts';
import {
  comparisonAnswer,
  parseComparisonCall,
  parseServiceCall,
  personAnswer,
  readServiceBody,
  refusalAnswer,
  type ServiceRefusal,
  serviceMethodOf,
  serviceRefusals,
} from './dukcapil-service.ts';
import { fieldOf } from './person-fields.ts';

const call = { NIK: '3374014507900001', user_id: 'u1', password: 'p1', ip_user: '10.0.0.1' };
const parsed = {
  nik: '3374014507900001',
  userId: 'u1',
  password: 'p1',
  ipUser: '10.0.0.1',
  transactionId: null,
};
const incomplete = { refusal: 'PARAMETERS_MISSING' };

describe('a method', () => {
  test.each([
    ['CALL_NIK', 'CALL_NIK'],
    ['call_nik', 'CALL_NIK'],
    ['Call_Verify_By_Elemen', 'CALL_VERIFY_BY_ELEMEN'],
    ['GET_NIK', null],
    ['', null],
  ])('%j is %j', (name, method) => {
    expect(serviceMethodOf(name)).toBe(method);
  });
});

describe('the body of CALL_NIK', () => {
  test.each([
    ['as documented', call],
    ['in upper case', { NIK: call.NIK, USER_ID: 'u1', PASSWORD: 'p1', IP_USER: '10.0.0.1' }],
    [
      'in mixed case with blanks around',
      { nik: ` ${call.NIK} `, User_Id: 'u1', Password: 'p1', Ip_User: '10.0.0.1' },
    ],
    ['with a number for the NIK', { ...call, NIK: 3374014507900001 }],
    ['with the same field twice, said alike', { ...call, nik: call.NIK }],
    ['with fields of other methods', { ...call, treshold: {}, extra: [[[]]] }],
  ])('is read %s', (_name, body) => {
    expect(parseServiceCall(body)).toEqual({ call: parsed });
  });

  test.each([
    ['15 digits', '337401450790000'],
    ['17 digits', '33740145079000011'],
    ['letters', '33740145079O0001'],
    ['a number that has lost digits', Number('9271014507900001')],
    ['digits of another script', '٣٣٧٤٠١٤٥٠٧٩٠٠٠٠١'],
  ])('with a NIK of %s is taken, with no NIK', (_name, nik) => {
    expect(parseServiceCall({ ...call, NIK: nik })).toEqual({ call: { ...parsed, nik: null } });
  });

  test.each([
    ['no NIK', { ...call, NIK: undefined }],
    ['a blank NIK', { ...call, NIK: '  ' }],
    ['null for the NIK', { ...call, NIK: null }],
    ['a list for the NIK', { ...call, NIK: [call.NIK] }],
    ['an object for the password', { ...call, password: { $ne: '' } }],
    ['no password', { ...call, password: '' }],
    ['no user', { ...call, user_id: undefined }],
    ['two NIK', { ...call, nik: '3374014507900002' }],
    ['a password without end', { ...call, password: 'x'.repeat(301) }],
    ['a transaction with blanks', { ...call, transactionId: 'a b' }],
    ['a transaction whose digits were lost', { ...call, transactionId: 2e21 }],
    ['a transaction that its client had lost', { ...call, transactionId: 'NaN' }],
    ['a list', [call]],
    ['text', 'NIK=3374'],
    ['nothing', undefined],
    ['null', null],
  ])('is incomplete with %s', (_name, body) => {
    expect(parseServiceCall(body)).toEqual(incomplete);
  });

  test('may lack the address and bring a key of its own', () => {
    const body = { ...call, ip_user: '', TransactionId: 'TRX-1' };
    expect(parseServiceCall(body)).toEqual({ call: { ...parsed, ipUser: null, transactionId: 'TRX-1' } });
  });

  test('may have a key of digits alone, written as a number: no two calls become one', () => {
    const keyOf = (digits: string) =>
      parseServiceCall(
        readServiceBody(`{"NIK":"${call.NIK}","user_id":"u1","password":"p1","TransactionId":${digits}}`),
      );
    for (const digits of ['42', '9007199254740993', '20261126181500123', '20261126181500123456']) {
      expect(keyOf(digits)).toMatchObject({ call: { transactionId: digits } });
    }
  });

  test('never breaks the reader, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        parseServiceCall(body);
        parseComparisonCall(body);
      }),
    );
  });
});

describe('the JSON of a body', () => {
  test.each([
    ['{"NIK":9171014507900001}', { NIK: '9171014507900001' }],
    [
      '{"NIK" : 9271014507900003 ,"NO_KK":9271012301100007}',
      { NIK: '9271014507900003', NO_KK: '9271012301100007' },
    ],
    ['{\n"TRESHOLD":90,\n"NIK":9471014507900009\n}', { TRESHOLD: 90, NIK: '9471014507900009' }],
    ['{"NIK":3374014507900001}', { NIK: 3374014507900001 }],
    ['\uFEFF{"NIK":"9171014507900001"}', { NIK: '9171014507900001' }],
    [
      '{"ALAMAT":"RT :9171014507900001, \\"x\\"","NIK":9171014507900001,"a":[-1.5e3,91710145079000011,0.1]}',
      {
        ALAMAT: 'RT :9171014507900001, "x"',
        NIK: '9171014507900001',
        a: [-1500, '91710145079000011', 0.1],
      },
    ],
  ])('%j keeps each digit of a long number', (written, body) => {
    expect(readServiceBody(written)).toEqual(body);
  });

  test('is read as JSON reads it wherever no number is too long', () => {
    fc.assert(
      fc.property(fc.json(), (written) => {
        fc.pre(!/\d{16}/.test(written));
        expect(readServiceBody(written)).toEqual(JSON.parse(written));
      }),
    );
  });

  test.each(['', '{"NIK": "33740', "{'NIK': 1}"])('%j is none', (written) => {
    expect(() => readServiceBody(written)).toThrow(SyntaxError);
  });
});

describe('the body of CALL_VERIFY_BY_ELEMEN', () => {
  test('is read as old clients send it: numbers, blanks for what they do not say', () => {
    const body = {
      USER_ID: 'u1',
      PASSWORD: 'p1',
      IP_USER: '10.0.0.1',
      TRESHOLD: 80,
      NIK: call.NIK,
      NAMA_LGKP: 'Paijo',
      TGL_LHR: '10-03-1987',
      TMPT_LHR: ' ',
      NO_KAB: '072',
      NO_RT: 5,
      JENIS_PKRJN: '',
    };
    expect(parseComparisonCall(body)).toEqual({
      call: {
        ...parsed,
        threshold: 80,
        elements: { namaLengkap: 'Paijo', tanggalLahir: '10-03-1987', noKab: '072', noRt: '5' },
      },
    });
  });

  test.each([
    ['unsaid', {}, 100],
    ['as text', { TRESHOLD: '95' }, 95],
    ['spelt right', { threshold: 7 }, 7],
    ['0', { treshold: 0 }, 0],
  ])('has a threshold that is %s', (_name, fields, threshold) => {
    expect(parseComparisonCall({ ...call, nama_lgkp: 'A', ...fields })).toMatchObject({
      call: { threshold },
    });
  });

  test.each([
    ['nothing to compare', {}],
    ['only blanks to compare', { NAMA_LGKP: ' ', ALAMAT: '' }],
    ['a threshold above 100', { NAMA_LGKP: 'A', TRESHOLD: 101 }],
    ['a threshold below 0', { NAMA_LGKP: 'A', TRESHOLD: -1 }],
    ['a threshold that is none', { NAMA_LGKP: 'A', TRESHOLD: 'tinggi' }],
    ['a list for an element', { NAMA_LGKP: ['A'] }],
    ['an element without end', { ALAMAT: 'x'.repeat(301) }],
  ])('is incomplete with %s', (_name, fields) => {
    expect(parseComparisonCall({ ...call, ...fields })).toEqual(incomplete);
  });
});

const nobody = Object.fromEntries(personElements.map((name) => [name, null])) as unknown as PersonRecord;
const frame = {
  lastPage: true,
  numberOfElements: 1,
  sort: null,
  totalElements: 1,
  firstPage: true,
  number: 0,
  size: 1,
};

describe('an answer', () => {
  test('with a person holds the allowed elements only, under their names on the wire', () => {
    const person = { ...nobody, nik: call.NIK, namaLengkap: 'SITI', alamat: 'JALAN MAWAR', agama: 'ISLAM' };
    expect(personAnswer(person, ['nik', 'namaLengkap', 'kodePos'], 41)).toEqual({
      content: [{ NIK: call.NIK, NAMA_LGKP: 'SITI', KODE_POS: null }],
      ...frame,
      quotaLimiter: 41,
    });
  });

  test('has a name on the wire for every element', () => {
    expect(new Set(personElements.map((name) => fieldOf[name])).size).toBe(personElements.length);
  });

  test('of a comparison says Sesuai or not, with the score where there is one', () => {
    const comparison = {
      namaLengkap: { matches: true, score: 92 },
      alamat: { matches: false, score: 59 },
      tanggalLahir: { matches: true, score: null },
      noRt: { matches: false, score: null },
    };
    expect(comparisonAnswer(comparison, 7)).toEqual({
      content: [
        {
          NIK: 'Sesuai',
          NAMA_LGKP: 'Sesuai (92)',
          ALAMAT: 'Tidak Sesuai (59)',
          TGL_LHR: 'Sesuai',
          NO_RT: 'Tidak Sesuai',
        },
      ],
      ...frame,
      quotaLimiter: 7,
    });
  });

  test.each<[ServiceRefusal, string, string | undefined]>([
    ['DECEASED', 'Meninggal Dunia', '11'],
    ['DOUBLE', 'Data Ganda', '12'],
    ['NOT_FOUND', 'Data Tidak Ditemukan', '13'],
    ['INACTIVE', 'Non Aktif', '14'],
    ['BAD_NIK', 'NIK Salah Format', '15'],
    ['LOGIN_FAILED', 'Login gagal', undefined],
    ['ADDRESS_NOT_ALLOWED', 'IP Address Tidak Sesuai', undefined],
    ['USER_INACTIVE', 'User ID Tidak Aktif', undefined],
    ['PARAMETERS_MISSING', 'Parameter Tidak Lengkap', undefined],
    ['QUOTA_EXHAUSTED', 'Kuota Akses Hari ini telah Habis', undefined],
    ['UNAVAILABLE', 'Layanan Sedang Tidak Tersedia', undefined],
  ])('of the refusal %s says %j, code %j', (refusal, words, code) => {
    const { content, ...rest } = refusalAnswer(refusal, 3);
    expect(content).toEqual([
      { RESPON: words, RESPONSE: words, RESPONSE_DESC: words, ...(code ? { RESPONSE_CODE: code } : {}) },
    ]);
    expect(rest).toEqual({ ...frame, quotaLimiter: 3 });
  });

  test('exists for every refusal that is tested here', () => {
    expect(Object.keys(serviceRefusals)).toHaveLength(11);
  });
});
