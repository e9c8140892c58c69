import type { pagesTexts as idTexts } from '../id/pages.ts';
import type { Translated } from '../translated.ts';

/** What the light public pages say, in English. */
export const pagesTexts: Translated<typeof idTexts> = {
  name: 'Loket Dukcapil',
  directorate: 'Directorate General of Population and Civil Registration, Ministry of Home Affairs',
  language: 'Bahasa Indonesia',
  login: 'To the login page',
  loading: 'Checking …',
  retry: 'Try again',
  noAnswer: 'The server cannot be reached. Nothing has changed. Check the connection and try again.',
  unexpected: 'Something went wrong that we did not foresee. Nothing has changed. Try again in a moment.',
  verify: {
    title: 'Check a document',
    help: 'This page checks the signature in a document’s QR code and shows the order’s status now.',
    noToken:
      'There is no document code in this address. Scan the QR code on the document with a phone; its address opens here.',
    paste: 'Or paste the content of the QR code here',
    check: 'Check',
    genuine: 'Genuine document',
    genuineText: 'The signature matches. Compare what stands below with the document in your hands.',
    forged: 'This document cannot be called genuine',
    forgedText:
      'Its signature does not match: it was altered, the QR code is incomplete, or it is not from Loket Dukcapil. Do not pay on the strength of it. Ask Ditjen Dukcapil, phone (021) 79194075.',
    document: 'Document',
    number: 'Number',
    kodeBilling: 'Kode billing',
    institution: 'Institution',
    total: 'Total',
    expiresAt: 'Expires',
    ntpn: 'NTPN',
    printedAt: 'Printed',
    status: 'Status now',
    since: 'since {time}',
    oldForm:
      'This document was printed in an older form: its signature covers neither expiry nor NTPN. For these ask for a new print, or look at the order in Loket Dukcapil.',
    live: 'The status above is the one of this moment, not of the printing.',
  },
  invitation: {
    title: 'Account invitation',
    welcome: 'Welcome, {name}.',
    text: 'You are invited with the e-mail {email}. Set a password to open the account.',
    roles: 'Roles',
    institution: 'Institution',
    office: 'Dinas office',
    expires: 'The invitation is valid until {time}.',
    submit: 'Open the account',
    done: 'Your account is active. Please log in with the e-mail {email}.',
    noToken: 'The invitation’s address is incomplete. Open the link in the invitation mail once more.',
  },
  reset: {
    title: 'Set a new password',
    text: 'Once it is stored, all old sessions end and you log in with the new password.',
    submit: 'Store the password',
    done: 'The new password is stored. Please log in.',
    noToken: 'The address is incomplete. Open the link in the mail once more.',
  },
  password: {
    label: 'Password',
    repeat: 'Repeat the password',
    help: 'At least 12 characters. A few words in a row are easy to remember and hard to guess.',
    short: 'The password needs at least 12 characters. Nothing was stored.',
    different: 'The two passwords differ. Nothing was stored.',
    notSaved: 'Not stored yet',
    show: 'Show the password',
  },
};
