/** What the two months that the test plays must read; counted by hand. */

export const credentials = {
  head: '00000000-0000-4000-8000-00000000c001',
  branch: '00000000-0000-4000-8000-00000000c002',
} as const;
export const persons = { operator: 'operator-bank' } as const;

const head = { credentialId: credentials.head, personId: null };
const branch = { credentialId: credentials.branch, personId: null };

const untouched = {
  received: 0,
  used: 0,
  handedOver: 0,
  lapsed: 0,
  gap: 0,
  logGap: 0,
  vouchers: [],
  byBranch: [],
  bySubject: [],
  byMethod: [],
  byResult: [],
  byDay: [],
  unpaid: [],
};
const notYet = { ...untouched, opening: 0, closing: 0 };

export const expectedMonths: Readonly<Record<string, unknown>> = {
  /** Before anything. */
  '2026-03': { products: { 'WEBSERVICE-NIK': notYet, 'WEBPORTAL-NIK': notYet }, refusals: [] },
  '2026-04': {
    products: {
      'WEBSERVICE-NIK': {
        ...untouched,
        opening: 0,
        received: 5,
        used: 2,
        closing: 3,
        vouchers: ['VC-APRIL 5'],
        byBranch: [{ of: 'Pusat', units: 2 }],
        bySubject: [{ of: head, units: 2 }],
        byMethod: [{ of: 'CALL_NIK', units: 2 }],
        byResult: [{ of: 'DATA', units: 2 }],
        byDay: [{ of: '2026-04-20', units: 2 }],
      },
      'WEBPORTAL-NIK': notYet,
    },
    refusals: [{ of: 'WRONG_SECRET', units: 100 }],
  },
  '2026-05': {
    products: {
      'WEBSERVICE-NIK': {
        opening: 3,
        received: 12,
        used: 6,
        handedOver: 2,
        lapsed: 1,
        closing: 6,
        gap: 0,
        logGap: 0,
        vouchers: ['VC-MEI 5', 'VC-MEI-2 7'],
        byBranch: [
          { of: 'Cabang', units: 3 },
          { of: 'Pusat', units: 2 },
          { of: null, units: 1 },
        ],
        bySubject: [
          { of: head, units: 3 },
          { of: branch, units: 3 },
        ],
        byMethod: [
          { of: 'CALL_NIK', units: 3 },
          { of: 'CALL_VERIFY_BY_ELEMEN', units: 3 },
        ],
        byResult: [
          { of: 'COMPARED', units: 2 },
          { of: 'DATA', units: 2 },
          { of: 'DECEASED', units: 1 },
          { of: 'NOT_FOUND', units: 1 },
        ],
        byDay: [
          { of: '2026-05-03', units: 2 },
          { of: '2026-05-04', units: 1 },
          { of: '2026-05-05', units: 2 },
          { of: '2026-05-31', units: 1 },
        ],
        unpaid: [
          { of: 'DAILY_LIMIT', units: 1 },
          { of: 'FREE', units: 1 },
          { of: 'KEY_REUSED', units: 1 },
          { of: 'REPEATED', units: 1 },
        ],
      },
      'WEBPORTAL-NIK': {
        ...untouched,
        opening: 0,
        received: 1,
        used: 1,
        closing: 0,
        vouchers: ['VC-PORTAL 1'],
        byBranch: [{ of: 'Cabang', units: 1 }],
        bySubject: [{ of: { credentialId: null, personId: persons.operator }, units: 1 }],
        byMethod: [{ of: 'LIHAT_DATA', units: 1 }],
        byResult: [{ of: 'DATA', units: 1 }],
        byDay: [{ of: '2026-05-21', units: 1 }],
        unpaid: [{ of: 'EXHAUSTED', units: 1 }],
      },
      'WEBSERVICE-FACE': { ...notYet, unpaid: [{ of: 'EXHAUSTED', units: 1 }] },
    },
    refusals: [
      { of: 'ADDRESS_NOT_ALLOWED', units: 4 },
      { of: 'QUOTA_EXHAUSTED', units: 5 },
      { of: 'WRONG_SECRET', units: 3 },
    ],
  },
  '2026-06': {
    products: {
      'WEBSERVICE-NIK': {
        ...untouched,
        opening: 6,
        used: 1,
        closing: 5,
        byBranch: [{ of: 'Pusat', units: 1 }],
        bySubject: [{ of: head, units: 1 }],
        byMethod: [{ of: 'CALL_NIK', units: 1 }],
        byResult: [{ of: 'DATA', units: 1 }],
        // By the caller's clock, a tenth of a second before June.
        byDay: [{ of: '2026-05-31', units: 1 }],
      },
      'WEBPORTAL-NIK': notYet,
    },
    refusals: [],
  },
  /** To come. */
  '2999-01': {
    products: {
      'WEBSERVICE-NIK': { ...untouched, opening: 5, closing: 5 },
      'WEBPORTAL-NIK': notYet,
    },
    refusals: [],
  },
};
