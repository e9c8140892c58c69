import { type Language, type Texts, texts } from '#contract/i18n/index';
import { nameOfHalf } from '#contract/metering/half-name';
import { validityOf } from '#contract/metering/validity';
import { validitySentences } from '#contract/metering/validity-words';
import type { NoticeTemplate } from '#contract/orders/codes';
import type { NoticeParams, OrderNotice } from '#contract/orders/notices';
import { formatCount, formatRupiah } from '#contract/shared/money';
import { pagePaths } from '#contract/shared/pages';
import { printDay, printTime } from '../shared/times.ts';

type FieldName = keyof Texts['mails']['field'];

/** What one mail says, before it has a form. */
export interface MailContent {
  readonly greeting: string;
  /** Names and figures in subject and paragraphs; null leaves out every paragraph that wants it. */
  readonly values: Readonly<Record<string, string | null>>;
  /** Rows of the table below the text; null = no row. */
  readonly rows: readonly (readonly [FieldName, string | null])[];
  /** Page that the link opens, below PUBLIC_URL. */
  readonly path: string;
}

type Author<T extends NoticeTemplate> = (params: NoticeParams[T], write: Writing) => MailContent;

/** Words and forms of one language. */
interface Writing {
  readonly text: Texts;
  readonly time: (instant: string) => string;
  readonly day: (day: string) => string;
}

const writingIn = (language: Language): Writing => ({
  text: texts(language),
  time: (instant) => printTime(new Date(instant), language),
  day: (day) => printDay(day, language),
});

/** Content of a mail. `params` have been checked against the template's schema. */
export function mailContent<T extends NoticeTemplate>(
  template: T,
  params: NoticeParams[T],
  language: Language,
): MailContent {
  const author: Author<T> = authors[template];
  return author(params, writingIn(language));
}

/** `{name}` in a greeting. */
const greet = (template: string, name: string, value: string): string =>
  template.replace(`{${name}}`, () => value);

const toOffice = (text: Texts, institutionName: string): string =>
  greet(text.mails.greetingOffice, 'institutionName', institutionName);

/** The parts that all mails about one order share. */
function aboutOrder(order: OrderNotice, { text }: Writing): MailContent {
  const product = `${order.serviceName} - ${order.productName}`;
  return {
    greeting: toOffice(text, order.institutionName),
    values: { kuitansi: order.kuitansi, productName: order.productName },
    rows: [
      ['kuitansi', order.kuitansi],
      ['product', product],
    ],
    path: pagePaths.order(order.orderId),
  };
}

const extend = (
  content: MailContent,
  values: MailContent['values'],
  rows: MailContent['rows'] = [],
): MailContent => ({
  ...content,
  values: { ...content.values, ...values },
  rows: [...content.rows, ...rows],
});

function bill(params: NoticeParams['ORDER_EXPIRED'], write: Writing, deadline: FieldName): MailContent {
  const total = formatRupiah(params.total);
  const expiresAt = write.time(params.expiresAt);
  return extend(aboutOrder(params, write), { kodeBilling: params.kodeBilling, total, expiresAt }, [
    ['kodeBilling', params.kodeBilling],
    ['total', total],
    [deadline, expiresAt],
  ]);
}

function attention(params: NoticeParams['STAFF_REMINDER'], write: Writing): MailContent {
  const status = write.text.orders.status[params.status];
  const content = extend(aboutOrder(params, write), { days: formatCount(params.days), status }, [
    ['institution', params.institutionName],
    ['status', status],
    ['since', write.time(params.since)],
  ]);
  return { ...content, greeting: write.text.mails.greetingStaff };
}

function aboutRequest(params: NoticeParams['REQUEST_REMINDER'], { text, time }: Writing): MailContent {
  const status = text.requests.status[params.status];
  const dueAt = time(params.dueAt);
  return {
    greeting: text.mails.greetingStaff,
    values: { code: params.code, status, dueAt },
    rows: [
      ['requestCode', params.code],
      ['status', status],
      ['dueAt', dueAt],
    ],
    path: pagePaths.request(params.requestId),
  };
}

function aboutSemester(
  { reportId, institutionName, half, dueOn }: Omit<NoticeParams['SEMESTER_REPORT_DUE'], 'daysLeft'>,
  { text, day }: Writing,
): MailContent {
  const name = nameOfHalf(text, half);
  return {
    greeting: toOffice(text, institutionName),
    values: { institutionName, half: name, dueOn: day(dueOn) },
    rows: [
      ['institution', institutionName],
      ['dueAt', day(dueOn)],
    ],
    path: pagePaths.semesterReport(reportId),
  };
}

function aboutQuestion(params: NoticeParams['REQUEST_QUESTION'], { text, time }: Writing): MailContent {
  const askedAt = time(params.askedAt);
  return {
    greeting: text.mails.greetingStaff,
    values: { code: params.code, step: text.requests.step[params.step], askedAt },
    rows: [
      ['requestCode', params.code],
      ['since', askedAt],
    ],
    path: pagePaths.request(params.requestId),
  };
}

const authors: { readonly [T in NoticeTemplate]: Author<T> } = {
  INVITATION: (params, { text, time }) => {
    const expiresAt = time(params.expiresAt);
    return {
      greeting: greet(text.mails.greeting, 'name', params.name),
      values: {
        invitedByName: params.invitedByName,
        place: params.institutionName ?? text.documents.letterhead.directorate,
        expiresAt,
      },
      rows: [
        ['institution', params.institutionName],
        ['roles', params.roles.map((role) => text.actors[role]).join(', ')],
        ['validUntil', expiresAt],
      ],
      path: pagePaths.invitation(params.token),
    };
  },
  PASSWORD_RESET: (params, { text, time }) => ({
    greeting: greet(text.mails.greeting, 'name', params.name),
    values: { expiresAt: time(params.expiresAt) },
    rows: [['validUntil', time(params.expiresAt)]],
    path: pagePaths.passwordReset(params.token),
  }),
  TWO_FACTOR_RESET: (params, { text, time }) => ({
    greeting: greet(text.mails.greeting, 'name', params.name),
    values: { byName: params.byName, at: time(params.at) },
    rows: [],
    path: pagePaths.home(),
  }),
  ACCOUNT_CHANGED: (params, { text, time }) => ({
    greeting: greet(text.mails.greeting, 'name', params.name),
    values: { change: text.audit.events[params.change], at: time(params.at) },
    rows: [],
    path: pagePaths.home(),
  }),
  CHECKOUT_WAITING: (params, { text, time }) => {
    const total = formatRupiah(params.total);
    return {
      greeting: toOffice(text, params.institutionName),
      values: { submittedByName: params.submittedByName, total },
      rows: [
        ['submittedBy', params.submittedByName],
        ['submittedAt', time(params.submittedAt)],
        ['lineCount', formatCount(params.lineCount)],
        ['total', total],
      ],
      path: pagePaths.checkout(params.checkoutId),
    };
  },
  CHECKOUT_REJECTED: (params, { text }) => {
    const total = formatRupiah(params.total);
    return {
      greeting: toOffice(text, params.institutionName),
      values: { decidedByName: params.decidedByName, total },
      rows: [
        ['decidedBy', params.decidedByName],
        ['total', total],
        ['note', params.note],
      ],
      path: pagePaths.checkout(params.checkoutId),
    };
  },
  BILLING_ISSUED: (params, write) => bill(params, write, 'expiresAt'),
  PAYMENT_REMINDER: (params, write) =>
    extend(bill(params, write, 'expiresAt'), { daysLeft: formatCount(params.daysLeft) }),
  ORDER_EXPIRED: (params, write) => bill(params, write, 'expiredAt'),
  ORDER_CANCELLED: (params, write) =>
    extend(aboutOrder(params, write), { kodeBilling: params.kodeBilling }, [
      ['kodeBilling', params.kodeBilling],
      ['note', params.note],
    ]),
  ORDER_APPROVED: (params, write) =>
    extend(aboutOrder(params, write), {}, [['quantity', `${formatCount(params.quantity)} ${params.unit}`]]),
  ORDER_REJECTED: (params, write) => extend(aboutOrder(params, write), {}, [['note', params.note]]),
  PAYMENT_FLAGGED: (params, write) =>
    extend(aboutOrder(params, write), { reason: write.text.mails.flagReason[params.reason] }, [
      ['paidAt', write.time(params.paidAt)],
    ]),
  RETURN_DECIDED: (params, write) => {
    const total = formatRupiah(params.total);
    return extend(aboutOrder(params, write), { total }, [['total', total]]);
  },
  RETURN_COMPLETED: (params, write) => {
    const total = formatRupiah(params.total);
    return extend(aboutOrder(params, write), { total }, [
      ['total', total],
      ['returnKind', write.text.orders.returnKind[params.kind]],
      ['letter', params.letter],
      ['returnedOn', write.day(params.returnedOn)],
    ]);
  },
  VOUCHER_ISSUED: (params, write) => {
    const { voucherNumber, unit } = params;
    const quantity = formatCount(params.quantity);
    const paidAt = params.paidAt === null ? null : write.time(params.paidAt);
    const rule = params.issuedOn === null ? null : validityOf(params.issuedOn).rule;
    const validity = rule && validitySentences(write.text, rule).join(' ');
    return extend(aboutOrder(params, write), { voucherNumber, quantity, unit, paidAt, validity }, [
      ['voucher', voucherNumber],
      ['quantity', `${quantity} ${unit}`],
      ['paidAt', paidAt],
      ['termEnds', params.validUntil === null ? null : write.day(params.validUntil)],
    ]);
  },
  STAFF_REMINDER: attention,
  STAFF_ESCALATION: attention,
  REQUEST_REMINDER: aboutRequest,
  REQUEST_ESCALATION: aboutRequest,
  REQUEST_QUESTION: aboutQuestion,
  REQUEST_QUESTION_OPEN: aboutQuestion,
  AGREEMENT_ENDING: ({ institutionId, institutionName, agreementNumber, ...params }, { text, day }) => {
    const { greetingDesk } = text.mails;
    const endsOn = day(params.endsOn);
    return {
      greeting: params.forDesk ? greetingDesk : toOffice(text, institutionName),
      values: { institutionName, agreementNumber, endsOn, daysLeft: formatCount(params.daysLeft) },
      rows: [
        ['institution', institutionName],
        ['agreement', agreementNumber],
        ['lastDay', endsOn],
      ],
      path: params.forDesk ? pagePaths.institution(institutionId) : pagePaths.ownInstitution(),
    };
  },
  SEMESTER_REPORT_DUE: ({ daysLeft, ...report }, write) =>
    extend(aboutSemester(report, write), { daysLeft: formatCount(daysLeft) }),
  SEMESTER_REPORT_LATE: ({ daysLate, ...report }, write) =>
    extend(aboutSemester(report, write), { daysLate: formatCount(daysLate) }),
  SEMESTER_REPORT_RETURNED: ({ note, ...report }, write) =>
    extend(aboutSemester(report, write), {}, [['note', note]]),
  COMPLAINT_FORWARDED: ({ complaintId, number, institutionName }, { text }) => ({
    greeting: toOffice(text, institutionName),
    values: { number, institutionName },
    rows: [
      ['institution', institutionName],
      ['complaint', number],
    ],
    path: pagePaths.forwardedComplaint(complaintId),
  }),
  COMPLAINT_OVERDUE: ({ complaintId, number, institutionName, ...params }, { text, day }) => {
    const dueOn = day(params.dueOn);
    return {
      greeting: text.mails.greetingDesk,
      values: { number, institutionName, dueOn },
      rows: [
        ['complaint', number],
        ['institution', institutionName],
      ],
      path: pagePaths.forwardedComplaint(complaintId),
    };
  },
  QUOTA_LOW: ({ institutionName, productName, serviceName, unit, ...params }, { text }) => {
    const [left, base] = [formatCount(params.left), formatCount(params.base)];
    return {
      greeting: toOffice(text, institutionName),
      values: { institutionName, productName, unit, left, base, threshold: String(params.threshold) },
      rows: [
        ['institution', institutionName],
        ['product', `${serviceName} - ${productName}`],
        ['left', `${left} ${unit}`],
      ],
      path: pagePaths.home(),
    };
  },
  VOUCHER_ENDING: ({ institutionName, voucherNumber, productName, serviceName, unit, ...params }, write) => {
    const left = formatCount(params.left);
    const validUntil = write.day(params.validUntil);
    const daysLeft = formatCount(params.daysLeft);
    return {
      greeting: toOffice(write.text, institutionName),
      values: { voucherNumber, productName, unit, left, validUntil, daysLeft },
      rows: [
        ['product', `${serviceName} - ${productName}`],
        ['voucher', voucherNumber],
        ['left', `${left} ${unit}`],
        ['termEnds', validUntil],
      ],
      path: pagePaths.voucher(params.voucherId),
    };
  },
  HANDOVER_RECORDED: ({ institutionName, voucherNumber, productName, unit, ...params }, { text, day }) => {
    const quantity = `${formatCount(params.quantity)} ${unit}`;
    const handedOn = day(params.handedOn);
    const validUntil = params.validUntil === null ? null : day(params.validUntil);
    return {
      greeting: toOffice(text, institutionName),
      values: { productName, quantity, handedOn, validUntil },
      rows: [
        ['product', productName],
        ['voucher', voucherNumber],
        ['quantity', quantity],
        ['letter', params.letterNumber],
        ['termEnds', validUntil],
      ],
      path: pagePaths.handovers(),
    };
  },
  HANDOVER_REVERSED: ({ institutionName, voucherNumber, productName, unit, ...params }, { text, day }) => {
    const quantity = `${formatCount(params.quantity)} ${unit}`;
    const handedOn = day(params.handedOn);
    return {
      greeting: toOffice(text, institutionName),
      values: { productName, quantity, handedOn, voucherNumber, reason: params.reason },
      rows: [
        ['product', productName],
        ['voucher', voucherNumber],
        ['quantity', quantity],
        ['letter', params.letterNumber],
      ],
      path: pagePaths.handovers(),
    };
  },
};
