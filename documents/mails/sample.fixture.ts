import type { NoticeTemplate } from '#contract/orders/codes';
import type { NoticeParams } from '#contract/orders/notices';

const order = {
  orderId: '0b4f9d6e-6a8e-4a1b-9a58-0d3f5f6f7a01',
  kuitansi: 'KW-B1-0903230016',
  institutionName: 'BANK CONTOH NUSANTARA',
  serviceName: 'Verifikasi Data Kependudukan Berbasis Web',
  productName: 'Webservice NIK',
};
const bill = { kodeBilling: '820230309000123', total: 100_000, expiresAt: '2023-03-16T07:05:30.000Z' };
const waiting = {
  ...order,
  status: 'PEMBAYARAN_BERMASALAH',
  since: '2023-03-10T02:00:00.000Z',
  days: 3,
} as const;

const request = {
  requestId: '5b1e7a52-3a65-4f0e-8a53-6d5b9c1f2e03',
  code: 'SD-7K2MP-4XQ9R',
  status: 'BARU',
  dueAt: '2023-03-10T09:00:00.000Z',
} as const;

const question = {
  requestId: request.requestId,
  code: request.code,
  step: 'KONSOLIDASI_MANUAL',
  askedAt: '2023-03-09T03:10:00.000Z',
} as const;

/** Params of every template as the system queues them. */
const semesterReport = {
  reportId: '0190a1b2-0000-7000-8000-00000000000a',
  institutionName: 'DEMO PUSAT',
  half: '2026-1',
  dueOn: '2026-07-31',
};

export const sampleParams: NoticeParams = {
  INVITATION: {
    name: 'Rina Wulandari',
    institutionName: 'BANK CONTOH NUSANTARA',
    invitedByName: 'Staf Kerja Sama',
    roles: ['lembaga-admin', 'lembaga-pemesan'],
    token: 'Zr8vT0k3nZr8vT0k3nZr8vT0k3n',
    expiresAt: '2023-03-12T07:00:00.000Z',
  },
  PASSWORD_RESET: {
    name: 'Rina Wulandari',
    token: 'Zr8vT0k3nZr8vT0k3nZr8vT0k3n',
    expiresAt: '2023-03-09T08:00:00.000Z',
  },
  TWO_FACTOR_RESET: {
    name: 'Rina Wulandari',
    byName: 'Agus Administrator',
    at: '2023-03-09T07:00:00.000Z',
  },
  ACCOUNT_CHANGED: {
    name: 'Rina Wulandari',
    change: 'TWO_FACTOR_REPLACED',
    at: '2023-03-09T07:00:00.000Z',
  },
  CHECKOUT_WAITING: {
    checkoutId: '0b4f9d6e-6a8e-4a1b-9a58-0d3f5f6f7a02',
    institutionName: 'BANK CONTOH NUSANTARA',
    submittedByName: 'Budi Santoso',
    submittedAt: '2023-03-09T07:00:00.000Z',
    lineCount: 2,
    total: 5_000_000,
  },
  CHECKOUT_REJECTED: {
    checkoutId: '0b4f9d6e-6a8e-4a1b-9a58-0d3f5f6f7a02',
    institutionName: 'BANK CONTOH NUSANTARA',
    decidedByName: 'Sari Dewi',
    total: 5_000_000,
    note: 'Anggaran triwulan ini sudah habis.',
  },
  BILLING_ISSUED: { ...order, ...bill },
  PAYMENT_REMINDER: { ...order, ...bill, daysLeft: 3 },
  ORDER_EXPIRED: { ...order, ...bill },
  ORDER_CANCELLED: { ...order, kodeBilling: '820230309000123', note: 'Salah jumlah' },
  ORDER_APPROVED: { ...order, quantity: 100, unit: 'NIK' },
  ORDER_REJECTED: { ...order, note: 'Lampirkan surat permohonan.' },
  PAYMENT_FLAGGED: { ...order, reason: 'LATE', paidAt: '2023-03-17T02:00:00.000Z' },
  RETURN_DECIDED: { ...order, total: 100_000 },
  RETURN_COMPLETED: {
    ...order,
    total: 100_000,
    kind: 'KREDIT_PNBP_BERIKUTNYA',
    letter: 'S-12/PNBP/2023',
    returnedOn: '2023-04-03',
  },
  VOUCHER_ISSUED: {
    ...order,
    voucherNumber: 'VC-B1-0903230016',
    quantity: 100,
    unit: 'NIK',
    paidAt: '2023-03-10T02:15:09.000Z',
    issuedOn: '2023-03-10',
    validUntil: null,
  },
  STAFF_REMINDER: waiting,
  STAFF_ESCALATION: waiting,
  REQUEST_REMINDER: request,
  REQUEST_ESCALATION: request,
  REQUEST_QUESTION: question,
  REQUEST_QUESTION_OPEN: question,
  AGREEMENT_ENDING: {
    institutionId: '7d9f3a52-6c1e-4b7d-9d0c-0a4d5f6b7c8e',
    institutionName: order.institutionName,
    agreementNumber: 'PKS/12/2024',
    endsOn: '2029-02-13',
    daysLeft: 30,
    forDesk: false,
  },
  QUOTA_LOW: {
    institutionName: 'DEMO PUSAT',
    productId: '0190a1b2-0000-7000-8000-000000000009',
    productName: 'Webportal NIK',
    serviceName: 'Verifikasi Data',
    unit: 'akses',
    left: 1_000,
    base: 20_000,
    threshold: 5,
  },
  VOUCHER_ENDING: {
    institutionName: 'DEMO PUSAT',
    serviceName: 'Verifikasi Data',
    productName: 'Webportal NIK',
    voucherId: '0190a1b2-0000-7000-8000-00000000000a',
    voucherNumber: 'VC-B1-0903230016',
    unit: 'akses',
    left: 1_200,
    validUntil: '2024-03-09',
    daysLeft: 30,
  },
  HANDOVER_RECORDED: {
    institutionName: order.institutionName,
    productName: 'Level 1',
    voucherNumber: 'VC-B1-0903230016',
    quantity: 1,
    unit: 'akses per 6 bulan',
    handedOn: '2026-01-15',
    letterNumber: '400.8/17/DUKCAPIL',
    validUntil: '2026-07-14',
  },
  HANDOVER_REVERSED: {
    institutionName: order.institutionName,
    productName: 'Level 1',
    voucherNumber: 'VC-B1-0903230016-K1',
    quantity: 1,
    unit: 'akses per 6 bulan',
    handedOn: '2026-01-15',
    letterNumber: '400.8/17/DUKCAPIL',
    reason: 'Jumlah pada surat berbeda.',
  },
  SEMESTER_REPORT_DUE: { ...semesterReport, daysLeft: 14 },
  SEMESTER_REPORT_LATE: { ...semesterReport, daysLate: 14 },
  SEMESTER_REPORT_RETURNED: { ...semesterReport, note: 'Tujuan pemakaian belum jelas.' },
  COMPLAINT_FORWARDED: {
    complaintId: '0190a1b2-0000-7000-8000-00000000000c',
    number: 'PGD-202601-004217',
    institutionName: 'DEMO PUSAT',
  },
  COMPLAINT_OVERDUE: {
    complaintId: '0190a1b2-0000-7000-8000-00000000000c',
    number: 'PGD-202601-004217',
    institutionName: 'DEMO PUSAT',
    dueOn: '2026-01-21',
  },
} satisfies { readonly [T in NoticeTemplate]: NoticeParams[T] };
