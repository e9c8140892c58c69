/** Closed lists of codes around an order. The database keeps them as text; a test holds both sides together. */

export const institutionCategories = [
  'KEMENTERIAN',
  'LEMBAGA_NEGARA',
  'PEMERINTAH_DAERAH',
  'BADAN_LAYANAN_UMUM',
  'PERBANKAN',
  'ASURANSI',
  'PASAR_MODAL',
  'SEKURITAS',
  'PEMBIAYAAN',
  'SELULER',
  'LAINNYA',
] as const;
export type InstitutionCategory = (typeof institutionCategories)[number];

export const checkoutStatuses = ['MENUNGGU_PENYETUJU', 'DIPROSES', 'DITOLAK', 'DITARIK'] as const;
export type CheckoutStatus = (typeof checkoutStatuses)[number];

/** What SIMPONI said when asked about a code. `UNKNOWN` = no answer: never a reason to change a state. */
export const inquiryAnswers = ['PAID', 'NOT_FOUND', 'UNKNOWN'] as const;
export type InquiryAnswer = (typeof inquiryAnswers)[number];

/** What can be odd about a payment that SIMPONI confirmed; more than one may hold. */
export const paymentOddities = ['LATE', 'CANCELLED', 'AMOUNT'] as const;
export type PaymentOddity = (typeof paymentOddities)[number];

/** How a payment came to our ears. */
export const paymentNoticeKinds = ['ACTIVE_INQUIRY', 'SWEEP', 'ASKED', 'REPORT'] as const;
export type PaymentNoticeKind = (typeof paymentNoticeKinds)[number];

/**
 * RECEIVED: in the inbox. CARRIED: Temporal has it. CONFIRMED: inquiry agreed. UNCONFIRMED: inquiry said NF, kept for
 * staff. UNMATCHED: no open order explains it.
 */
export const paymentNoticeStatuses = [
  'RECEIVED',
  'CARRIED',
  'CONFIRMED',
  'UNCONFIRMED',
  'UNMATCHED',
] as const;
export type PaymentNoticeStatus = (typeof paymentNoticeStatuses)[number];

export const unmatchedReasons = ['UNKNOWN_CODE', 'ORDER_CLOSED', 'SECOND_PAYMENT', 'UNCONFIRMED'] as const;
export type UnmatchedReason = (typeof unmatchedReasons)[number];

/** Differences between SIMPONI's report and our books. */
export const reportDifferenceKinds = [
  'UNKNOWN_CODE',
  'AMOUNT',
  'NTPN',
  'MISSING_HERE',
  'MISSING_IN_REPORT',
] as const;
export type ReportDifferenceKind = (typeof reportDifferenceKinds)[number];

export const caseStatuses = ['TERBUKA', 'SELESAI'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** KOREKSI_SERAH_TERIMA: units that a reversed handover gave back; its origin is the voucher that had paid for them. */
export const voucherSources = ['PESANAN', 'SALDO_AWAL', 'KOREKSI_SERAH_TERIMA'] as const;
export type VoucherSource = (typeof voucherSources)[number];

/**
 * GRANT: a voucher. DEBIT: lookups. HANDOVER: delivered by an officer or as a file. LAPSE: validity ended. RETURN: a
 * handover was reversed, and as many units came back under new numbers.
 */
export const ledgerKinds = ['GRANT', 'DEBIT', 'HANDOVER', 'LAPSE', 'RETURN'] as const;
/** KUOTA is the institution's quota; PENERBITAN, PEMAKAIAN and HANGUS are the other side of grants, use and lapses. */
export const ledgerAccounts = ['KUOTA', 'PENERBITAN', 'PEMAKAIAN', 'HANGUS'] as const;

/** DIUSULKAN and DITOLAK price nothing; DITETAPKAN does from its first day to its last. */
export const tariffStatuses = ['DIUSULKAN', 'DITETAPKAN', 'DITOLAK'] as const;
export type TariffStatus = (typeof tariffStatuses)[number];
export const tariffDecisions = ['set', 'refuse'] as const;

/**
 * How a paid unit is given. METERED: used up by single lookups. HANDOVER: an officer delivers it and records that.
 * FILE: a file of the institution is worked through.
 */
export const productDeliveries = ['METERED', 'HANDOVER', 'FILE'] as const;
export type ProductDelivery = (typeof productDeliveries)[number];

export const fileKinds = ['BUKTI_PEMBAYARAN', 'BPN_BANK', 'PKS', 'SURAT_SERAH_TERIMA'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Figures of the dashboard, each behind a list. */
export const dashboardCounters = [
  'waitingForPayment',
  'waitingForApprover',
  'inProgress',
  'troubled',
  'waitingForDecision',
  'openCases',
  'unmatchedPayments',
  'completedThisMonth',
  'networksWaiting',
  'terminalsWaiting',
  'semesterReportsLate',
  'agreementsEnding',
  'agreementsEnded',
  'technicalGuidesMissing',
  'institutionsSuspended',
  'complaintsNew',
  'complaintsAsked',
  'complaintsOverdue',
] as const;

/** Documents that we print for an order. */
export const orderDocumentKinds = ['tagihan', 'penerimaan-negara'] as const;
export type OrderDocumentKind = (typeof orderDocumentKinds)[number];

/**
 * What must still reach Temporal, or be done after a change: orders and requests to start, requests to read again,
 * deadlines to count again, files of databalikan to check, and acts of people that a workflow may not have heard of
 * (`records/unheard-acts.ts`).
 */
export const outboxKinds = [
  'START_ORDER',
  'START_REQUEST',
  'REQUEST_CHANGED',
  'CALENDAR_CHANGED',
  'CHECK_RETURN_DATA',
  'START_MATCHING',
  'ORDER_ACTED',
  'REQUEST_ACTED',
  'MATCHING_ACTED',
] as const;
export type OutboxKind = (typeof outboxKinds)[number];

export const intentStatuses = ['PENDING', 'APPLIED', 'REFUSED'] as const;
export type IntentStatus = (typeof intentStatuses)[number];

export const noticeChannels = ['EMAIL', 'WHATSAPP'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];
export const noticeStatuses = ['QUEUED', 'SENT', 'FAILED', 'SKIPPED'] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

/** Mails; each has subject and text in i18n (`mails`). */
export const noticeTemplates = [
  'INVITATION',
  'PASSWORD_RESET',
  'TWO_FACTOR_RESET',
  'ACCOUNT_CHANGED',
  'CHECKOUT_WAITING',
  'CHECKOUT_REJECTED',
  'BILLING_ISSUED',
  'PAYMENT_REMINDER',
  'ORDER_EXPIRED',
  'ORDER_CANCELLED',
  'ORDER_APPROVED',
  'ORDER_REJECTED',
  'PAYMENT_FLAGGED',
  'RETURN_DECIDED',
  'RETURN_COMPLETED',
  'VOUCHER_ISSUED',
  'STAFF_REMINDER',
  'STAFF_ESCALATION',
  'REQUEST_REMINDER',
  'REQUEST_ESCALATION',
  'REQUEST_QUESTION',
  'REQUEST_QUESTION_OPEN',
  'AGREEMENT_ENDING',
  'QUOTA_LOW',
  'VOUCHER_ENDING',
  'HANDOVER_RECORDED',
  'HANDOVER_REVERSED',
  'SEMESTER_REPORT_DUE',
  'SEMESTER_REPORT_LATE',
  'SEMESTER_REPORT_RETURNED',
  'COMPLAINT_FORWARDED',
  'COMPLAINT_OVERDUE',
] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];

/** Delivery attempts of a notice: minutes to wait after the 1st, 2nd, ... failure; then FAILED. */
export const noticeRetryMinutes = [1, 5, 60, 1440, 2880] as const;
