import type { deliveryPages as id } from '../id/console-delivery.ts';
import type { Translated } from '../translated.ts';

/** Pages of products that an officer delivers. */
export const deliveryPages: Translated<typeof id> = {
  productDelivery: {
    METERED: '',
    HANDOVER: 'Delivered by an officer',
    FILE: 'A file is worked through and its result downloaded',
  },
  term: 'valid for {months} months',
  awaiting: {
    title: 'Awaiting delivery',
    help: 'Vouchers whose product an officer delivers. The oldest is delivered first.',
    columns: {
      number: 'VOUCHER',
      user: 'INSTITUTION',
      product: 'PRODUCT',
      left: 'TO BE DELIVERED',
      issued: 'ISSUED',
      actions: 'ACTIONS',
    },
    left: '{left} of {units} {unit}',
    empty: 'Nothing awaits delivery. A new voucher appears here once it is issued.',
    record: 'Record delivery',
    olderFirst: 'After the older voucher',
    dialogTitle: 'Record the delivery of {number}',
    dialogText:
      'The units are taken from the voucher and the institution gets a mail. A recorded delivery cannot be changed.',
    units: 'Units delivered',
    unitsWrong: 'Write a whole number from 1 to {max}.',
    handedOn: 'Day of delivery',
    recipientPosition: "Recipient's position",
    recipientHelp: 'The position alone, no name; the name stands in the letter.',
    letterNumber: 'Number of the letter or record',
    done: 'The delivery is recorded and the units were taken.',
  },
  handovers: {
    title: 'Deliveries',
    help: 'Products that an officer delivered, with the term of each.',
    columns: {
      voucher: 'VOUCHER',
      user: 'INSTITUTION',
      product: 'PRODUCT',
      units: 'UNITS',
      handedOn: 'DELIVERED',
      letter: 'LETTER',
      validUntil: 'VALID UNTIL',
      by: 'RECORDED',
    },
    noTerm: 'No time limit',
    empty: 'No delivery yet. Products that an officer delivers are recorded here.',
  },
};
