import type { documents as indonesian } from '../id/documents.ts';
import type { Translated } from '../translated.ts';

export const documents: Translated<typeof indonesian> = {
  letterhead: {
    ministry: 'Ministry of Home Affairs',
    ministryCapitals: 'MINISTRY OF HOME AFFAIRS OF THE REPUBLIC OF INDONESIA',
    directorate: 'Directorate General of Population and Civil Registration',
    directorateCapitals: 'DIRECTORATE GENERAL OF POPULATION AND CIVIL REGISTRATION',
    address: 'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072',
    phone: 'Phone : (021) 79194075',
    fax: 'Fax : (021) 7980655, 7949770',
    page: 'Page {page} of {pages}',
    printedAt: 'Printed {at}',
  },
  field: {
    kodeBilling: 'Billing code (kode billing)',
    amountDue: 'Amount to pay',
    amountBilled: 'Amount billed',
    amountPaid: 'Amount paid in',
    payBefore: 'Pay no later than',
    payer: 'Payer',
    transaction: 'Transaction',
    category: 'Category',
    address: 'Address',
    email: 'E-mail',
    phone: 'Telephone',
    npwp: 'NPWP (tax number)',
    noNpwp: 'not recorded',
    kuitansi: 'Receipt code (kode kuitansi)',
    transactionDate: 'Date of transaction',
    issuedAt: 'Bill issued',
    expiresAt: 'Expires',
    status: 'Status',
    ministryUnit: 'Ministry (K/L)',
    echelonUnit: 'Echelon I unit',
    workUnit: 'Work unit (satker)',
    account: 'Account code',
    depositKind: 'Kind of revenue',
    tariffArticle: 'Basis of the tariff',
    currency: 'Currency',
    inWords: 'In words',
    ntb: 'NTB (bank number)',
    ntpn: 'NTPN (state receipt number)',
    paidAt: 'Paid at',
    bookDate: 'Book date',
    payerName: 'Name of payer',
    bank: 'Bank or post',
    channel: 'Payment channel',
    agreement: 'PKS (agreement)',
    agreementUntil: '{number}, valid until {endsOn}',
  },
  unitNames: {
    ministry: 'Ministry of Home Affairs',
    echelon: 'Ditjen Dukcapil',
    work: 'Ditjen Dukcapil',
  },
  depositKind: { F: 'Functional non-tax revenue', U: 'General non-tax revenue' },
  currency: 'IDR (rupiah)',
  rupiahWords: '{words} rupiah',
  unknownCode: 'code {code}',
  table: {
    number: 'No',
    product: 'Product',
    quantity: 'Quantity',
    price: 'Price per unit',
    lineTotal: 'Line total',
    total: 'Total',
    account: 'Account code',
    depositKind: 'Kind of revenue',
    description: 'Description',
    amount: 'Amount',
  },
  bill: {
    title: 'INVOICE',
    subtitle: 'Notice of a PNBP billing code',
    fileTitle: 'Notice of billing code {kuitansi}',
    subject: 'Non-tax revenue bill with a SIMPONI billing code',
    details: 'State revenue details',
    notes: 'Notes',
    note: {
      code: 'The billing code is valid until the date and time of expiry above. After that it cannot be paid; use “Order again” on the order page to get a new code.',
      once: 'Pay once, the full amount, with this billing code. Banks and post do not take part payments.',
      voucher:
        'The access quota voucher is issued by itself once SIMPONI confirms the payment (NTPN). A transfer slip does not replace the NTPN.',
      validity:
        'Quota is prepaid and can be used while the institution’s PKS (until {endsOn}) and technical guide are in force.',
      validityWithoutAgreement:
        'Quota is prepaid and can be used while the institution’s PKS and technical guide are in force.',
      receipt: 'The state receipt (BPN) is issued by the bank or post office where you pay. Keep it.',
    },
  },
  billState: {
    BELUM_BAYAR: 'NOT PAID',
    LEWAT_WAKTU: 'PAST ITS DEADLINE',
    KEDALUWARSA: 'EXPIRED',
    DIBATALKAN: 'CANCELLED',
    SUDAH_DIBAYAR: 'PAID',
    DALAM_PEMERIKSAAN: 'UNDER REVIEW',
    PENGEMBALIAN: 'BEING RETURNED',
    DIKEMBALIKAN: 'RETURNED',
  },
  billStateHelp: {
    BELUM_BAYAR: 'This bill waits to be paid.',
    LEWAT_WAKTU:
      'The deadline has passed and this billing code can no longer be paid. The final status is being confirmed with SIMPONI.',
    KEDALUWARSA:
      'Do not pay with this billing code: its deadline has passed. Use “Order again” to get a new code.',
    DIBATALKAN:
      'Do not pay with this billing code: the order was cancelled. Use “Order again” if you still need it.',
    SUDAH_DIBAYAR:
      'Do not pay again: SIMPONI has confirmed the payment of this bill. See the copy of state revenue data.',
    DALAM_PEMERIKSAAN:
      'Do not pay again: a payment was received and is being reviewed by the revenue staff of Ditjen Dukcapil.',
    PENGEMBALIAN: 'Do not pay again: a payment was received and is being returned.',
    DIKEMBALIKAN: 'Do not pay again: the payment of this bill has been returned.',
  },
  howToPay: {
    title: 'How to pay',
    intro:
      'Pay at a bank, post office or other collecting agent appointed by the Ministry of Finance. Have billing code {kodeBilling} ready.',
    channels: [
      {
        name: 'Bank teller',
        steps: [
          'Go to a collecting bank and ask for “PNBP payment with a billing code”.',
          'Give the billing code. The teller tells you the payer and the amount; compare them with this document.',
          'Pay and ask for the BPN that shows the NTPN.',
        ],
      },
      {
        name: 'Post office',
        steps: [
          'Give the billing code at the counter.',
          'Compare payer and amount.',
          'Pay and ask for the BPN that shows the NTPN.',
        ],
      },
      {
        name: 'ATM',
        steps: [
          'Choose Payment, then State Revenue (MPN) or PNBP.',
          'Type the billing code without spaces.',
          'Compare payer and amount on the screen, pay, and keep the slip.',
        ],
      },
      {
        name: 'Internet and mobile banking',
        steps: [
          'Choose Payment, then Tax/State Revenue (MPN) or PNBP.',
          'Type the billing code without spaces.',
          'Compare payer and amount, confirm, and download the BPN that shows the NTPN.',
        ],
      },
      {
        name: 'EDC at a bank counter',
        steps: [
          'Give the billing code and ask for a state revenue payment.',
          'Compare the amount, present the card and enter the PIN.',
          'Keep the slip that shows the NTPN.',
        ],
      },
      {
        name: 'E-wallet, transfer or virtual account',
        steps: [
          'Only with a provider that serves state revenue (MPN).',
          'Choose State Revenue, type the billing code and compare the amount.',
          'Never transfer to a personal or office account.',
        ],
      },
    ],
    menuNote: 'Menu names differ from bank to bank.',
    help: 'Paid, but the status has not changed? Open the order page and choose “I have paid”: SIMPONI is asked at once.',
  },
  copy: {
    title: 'COPY OF STATE REVENUE DATA',
    subtitle: 'Source: SIMPONI, Ministry of Finance',
    fileTitle: 'Copy of state revenue data {kuitansi}',
    subject: 'Copy of the payment data held by SIMPONI',
    notice:
      'This is a copy of payment data read from SIMPONI. It is not the state receipt (BPN), which is issued by the bank or post office where the payment was made.',
    payment: 'Payment',
    billing: 'Bill',
    perAccount: 'Amounts by account',
    reportedAmount: 'Amount in SIMPONI’s report',
    amountNote: 'The amount is the one billed under this code; SIMPONI takes payment of exactly that amount.',
  },
  verification: {
    title: 'Check this document',
    text: 'Scan the code to see whether this document is genuine and what its status is now, or open:',
    alt: 'QR code that leads to the page which checks this document',
  },
};
