import type { mails as indonesian } from '../id/mails.ts';
import type { Translated } from '../translated.ts';

export const mails: Translated<typeof indonesian> = {
  greeting: 'Dear {name},',
  greetingOffice: 'Dear colleagues at {institutionName},',
  greetingDesk: 'To the partnership desk of Dukcapil,',
  greetingStaff: 'Dear revenue staff and officials of Ditjen Dukcapil,',
  closing:
    'Loket Dukcapil\nDirectorate General of Population and Civil Registration\nMinistry of Home Affairs',
  automatic:
    'This mail was sent automatically; please do not answer it. We never ask for a password, and payment is by billing code only, never to a personal account.',
  linkHint: 'If the button does not open, copy this address into your browser:',
  field: {
    kuitansi: 'Receipt code',
    product: 'Product',
    kodeBilling: 'Billing code',
    total: 'Amount',
    expiresAt: 'Pay no later than',
    expiredAt: 'Deadline',
    note: 'Note',
    institution: 'Institution',
    submittedBy: 'Submitted by',
    submittedAt: 'Submitted at',
    lineCount: 'Number of products',
    decidedBy: 'Decided by',
    status: 'Status',
    requestCode: 'Request code',
    dueAt: 'Due',
    since: 'Since',
    voucher: 'Voucher number',
    quantity: 'Quota',
    paidAt: 'Paid at',
    returnKind: 'Kind of return',
    letter: 'Letter number',
    returnedOn: 'Date',
    termEnds: 'Valid until',
    validUntil: 'Link valid until',
    roles: 'Roles',
    agreement: 'PKS number',
    lastDay: 'Last day of the PKS',
    left: 'Left',
    complaint: 'Complaint number',
  },
  flagReason: {
    LATE: 'it came after the deadline',
    CANCELLED: 'it came after the order was cancelled',
    AMOUNT: 'its amount differs from the bill',
  },
  templates: {
    INVITATION: {
      subject: 'Invitation to an account at Loket Dukcapil',
      body: [
        '{invitedByName} invites you to open an account at Loket Dukcapil for {place}.',
        'Open the link below and choose your own password. The link works once, until {expiresAt}.',
        'If you do not know this invitation, ignore it: no account is made.',
      ],
      action: 'Open the account',
    },
    PASSWORD_RESET: {
      subject: 'Set a new password for Loket Dukcapil',
      body: [
        'Somebody asked to set a new password for your account.',
        'Open the link below until {expiresAt} to choose a new one. Every open session will end.',
        'If it was not you, ignore this mail: your password stays as it is.',
      ],
      action: 'Choose a new password',
    },
    TWO_FACTOR_RESET: {
      subject: 'Two-step verification of your account was reset',
      body: [
        'The administrator {byName} reset the two-step verification of your account at {at}. All your sessions were ended.',
        'The old authenticator app and backup codes hold no more. Sign in with your password, then switch two-step verification on again on your phone.',
        'If you did not ask for this, change your password at once and tell an administrator.',
      ],
      action: 'Sign in',
    },
    ACCOUNT_CHANGED: {
      subject: 'A change of your account: {change}',
      body: [
        'At {at} this was recorded for your Loket Dukcapil account: {change}.',
        'If it was you, there is nothing to do.',
        'If it was not you, choose a new password at once by "Forgot the password" on the sign-in page, and tell an administrator.',
      ],
      action: 'Open Loket Dukcapil',
    },
    CHECKOUT_WAITING: {
      subject: 'An order waits for your release: {total}',
      body: [
        '{submittedByName} submitted an order above your institution’s limit, so a checker must release it.',
        'Check it, then release or refuse it. No order is made until you decide.',
      ],
      action: 'Check the submission',
    },
    CHECKOUT_REJECTED: {
      subject: 'Your order submission was refused',
      body: [
        '{decidedByName} refused the submission of {total}. No order was made.',
        'You can change the cart and submit it again.',
      ],
      action: 'See the submission',
    },
    BILLING_ISSUED: {
      subject: 'Billing code {kodeBilling}: pay before {expiresAt}',
      body: [
        'The bill for order {kuitansi} has been issued.',
        'Pay {total} with billing code {kodeBilling} at a bank, post office or other channel no later than {expiresAt}. The attached document shows how.',
        'The quota voucher is issued by itself once SIMPONI confirms the payment.',
      ],
      action: 'Open the order',
    },
    PAYMENT_REMINDER: {
      subject: 'Reminder: bill {kodeBilling} ends in {daysLeft} day(s)',
      body: [
        'The bill for order {kuitansi} is not paid and ends on {expiresAt}.',
        'Pay {total} with billing code {kodeBilling}. If you have paid, open the order and choose “I have paid”.',
      ],
      action: 'Open the order',
    },
    ORDER_EXPIRED: {
      subject: 'Bill {kodeBilling} has expired',
      body: [
        'The deadline of the bill for order {kuitansi} was {expiresAt}, and SIMPONI has no payment on record.',
        'Do not pay with this billing code any more. Use “Order again” to get a new one.',
        'If you paid before the deadline you need do nothing: that payment will still be recorded.',
      ],
      action: 'Order again',
    },
    ORDER_CANCELLED: {
      subject: 'Order {kuitansi} was cancelled',
      body: [
        'Order {kuitansi} has been cancelled.',
        'Do not pay billing code {kodeBilling}: it runs out by itself.',
        'If you still need it, use “Order again”.',
      ],
      action: 'See the order',
    },
    ORDER_APPROVED: {
      subject: 'Order {kuitansi} was approved',
      body: [
        'An official of Ditjen Dukcapil approved order {kuitansi}. The next step runs by itself; you will get another mail.',
      ],
      action: 'See the order',
    },
    ORDER_REJECTED: {
      subject: 'Order {kuitansi} was rejected',
      body: [
        'An official of Ditjen Dukcapil rejected order {kuitansi}. The note below says why.',
        'Correct what is asked for, then make a new order.',
      ],
      action: 'See the order',
    },
    PAYMENT_FLAGGED: {
      subject: 'The payment of order {kuitansi} is under review',
      body: [
        'The payment of order {kuitansi} is on record at SIMPONI, but {reason}.',
        'Your money is safe and recorded. The revenue staff will propose a solution to an official; do not pay again. You will get a mail once it is decided.',
      ],
      action: 'See the order',
    },
    RETURN_DECIDED: {
      subject: 'Return approved for order {kuitansi}',
      body: [
        'An official decided that the payment of {total} for order {kuitansi} is returned.',
        'The revenue staff will contact you about the letter of request and its papers.',
      ],
      action: 'See the order',
    },
    RETURN_COMPLETED: {
      subject: 'Return completed for order {kuitansi}',
      body: ['The return of {total} for order {kuitansi} is complete. You need do nothing.'],
      action: 'See the order',
    },
    VOUCHER_ISSUED: {
      subject: 'Voucher {voucherNumber} issued: {quantity} {unit}',
      body: [
        'SIMPONI confirmed the payment of order {kuitansi} made at {paidAt}.',
        'The quota voucher of {quantity} {unit} for {productName} is issued and can be used now.',
        '{validity}',
        'The copy of the state revenue data for the payment of {paidAt} is attached, and can be downloaded on the order page. The BPN is issued by the bank or post office where you paid.',
      ],
      action: 'Open the order',
    },
    STAFF_REMINDER: {
      subject: 'Reminder: order {kuitansi} waits for you',
      body: [
        'Order {kuitansi} has been “{status}” for {days} day(s).',
        'Open the order to see what happened and what can be done.',
      ],
      action: 'Open the order',
    },
    REQUEST_REMINDER: {
      subject: 'Reminder: request {code} is due soon',
      body: [
        'Synchronisation request {code} is “{status}” and must be dealt with by {dueAt}.',
        'Open the request to see what can be done.',
      ],
      action: 'Open the request',
    },
    REQUEST_ESCALATION: {
      subject: 'Escalation: request {code} is overdue',
      body: [
        'Synchronisation request {code} is still “{status}” although it was due by {dueAt}.',
        'Please see to it that the staff in charge act.',
      ],
      action: 'Open the request',
    },
    REQUEST_QUESTION: {
      subject: 'The centre asks about request {code}',
      body: [
        'Staff of the centre asked about request {code} (step {step}) on {askedAt}. The service clock stands still until the question is answered.',
        'Open the request to read and answer it.',
      ],
      action: 'Read and answer',
    },
    REQUEST_QUESTION_OPEN: {
      subject: 'Not answered: the centre asks about request {code}',
      body: [
        'The centre’s question about request {code} (step {step}) of {askedAt} has not been answered for a working day. The citizen waits, and the service clock stands still.',
        'Please see to it that somebody of your office answers.',
      ],
      action: 'Read and answer',
    },
    HANDOVER_RECORDED: {
      subject: '{productName} was delivered: {quantity}',
      body: [
        '{quantity} of {productName} was delivered by an officer on {handedOn} and taken from the voucher of your institution.',
        'The service is valid until {validUntil}.',
        'If you do not know of this delivery, contact the partnership desk of Ditjen Dukcapil.',
      ],
      action: 'See the delivery',
    },
    HANDOVER_REVERSED: {
      subject: 'Delivery of {productName} reversed: {quantity}',
      body: [
        'The delivery of {quantity} of {productName} on {handedOn} had been recorded wrongly and was reversed. Reason: {reason}',
        'The units came back as voucher {voucherNumber}, which is valid for as long as the one that they were taken from.',
        'If this is not right, contact the partnership desk of Ditjen Dukcapil.',
      ],
      action: 'See the delivery',
    },
    AGREEMENT_ENDING: {
      subject: 'PKS of {institutionName} ends {endsOn}',
      body: [
        'PKS {agreementNumber} ends on {endsOn}, in {daysLeft} day(s). After that day no new order can be processed and access stops.',
        "It is renewed with Dukcapil's partnership desk. If its successor has been signed, ask for it to be recorded.",
      ],
      action: 'See the institution',
    },
    QUOTA_LOW: {
      subject: 'Quota of {productName} is down to {threshold}%: {left} {unit}',
      body: [
        '{institutionName} has {left} of the {base} {unit} of {productName} left that were there after the last voucher.',
        'Access stops when the quota is used up. Order more now if you still need it: the billing code has to be paid before the voucher is issued.',
      ],
      action: 'See the quota',
    },
    VOUCHER_ENDING: {
      subject: 'Voucher {voucherNumber} ends {validUntil}: {left} {unit} left',
      body: [
        '{left} {unit} of {productName} of voucher {voucherNumber} are left. They are valid until {validUntil}, in {daysLeft} day(s).',
        'What is not used by then lapses. Other vouchers are not affected.',
      ],
      action: 'See the voucher',
    },
    SEMESTER_REPORT_DUE: {
      subject: 'Semester report, {half}: {daysLeft} day(s) left',
      body: [
        'The report of {institutionName} on its use of data in {half} is due on {dueOn}.',
        'Its figures have been drawn from the access log. Add purpose, obstacles and follow-ups, then submit it.',
      ],
      action: 'Open the report',
    },
    SEMESTER_REPORT_LATE: {
      subject: 'Warning: the report of {half} is {daysLate} day(s) late',
      body: [
        'The report of {institutionName} on its use of data in {half} was due on {dueOn}.',
        'Please submit it as soon as you can. An institution that does not report may be suspended by a letter of Ditjen Dukcapil.',
      ],
      action: 'Open the report',
    },
    SEMESTER_REPORT_RETURNED: {
      subject: 'The report of {half} was returned to be mended',
      body: [
        'The report of {institutionName} on its use of data in {half} was returned with the note below.',
        'Mend it and submit it again. What you wrote is still there.',
      ],
      action: 'Open the report',
    },
    COMPLAINT_OVERDUE: {
      subject: 'Complaint {number} is overdue for an answer',
      body: [
        'Complaint {number} about an access by {institutionName} was to be answered by {dueOn}, and the citizen has had no word.',
        'Open it, then answer the citizen or close it with its outcome. If it still waits for the institution, take it back and tell the citizen how far the examination has come.',
      ],
      action: 'Open the complaint',
    },
    COMPLAINT_FORWARDED: {
      subject: 'Complaint {number} waits for what your institution says',
      body: [
        'Ditjen Dukcapil forwarded complaint {number} about an access to population data by {institutionName}.',
        'Read the complaint and what is asked in Loket Dukcapil, and write the answer of your institution there. Its content is not sent by mail, since it holds personal data.',
      ],
      action: 'Open the complaint',
    },
    STAFF_ESCALATION: {
      subject: 'Escalation: order {kuitansi} untouched for {days} day(s)',
      body: [
        'Order {kuitansi} has been “{status}” for {days} day(s) and nobody has dealt with it.',
        'Please see to it that the staff or official in charge acts.',
      ],
      action: 'Open the order',
    },
  },
};
