import type { ErrorCode } from '../../shared/errors.ts';
import type { fieldErrors as idFieldErrors } from '../id/errors.ts';

export const errors = {
  MALFORMED_BODY: 'What was sent cannot be read. Nothing was saved. Check the JSON and send it again.',
  INVALID_INPUT:
    'Some fields are not right yet. Nothing was saved. Correct the marked fields and send again.',
  IDEMPOTENCY_KEY_REQUIRED:
    'This request needs an Idempotency-Key header so that it is safe to repeat. Nothing was saved.',
  IDEMPOTENCY_KEY_REUSED:
    'This Idempotency-Key was used for another content. The first one is kept. Use a new key for a new request.',
  IDEMPOTENCY_IN_PROGRESS:
    'A request with the same key is still being worked on. Wait a moment, then repeat it with the same key.',
  UNAUTHENTICATED:
    'You are not signed in, or your session has ended. Please sign in again; what was saved is still there.',
  API_CREDENTIAL_WRONG:
    'This API credential is not known, or was revoked. Check user id and secret, or make a new one under API credentials.',
  WRONG_CREDENTIALS:
    'E-mail and password do not match, or the account is disabled. Check them, or ask the manager of your account.',
  FORBIDDEN:
    'Your role does not allow this. Nothing was changed. Ask the manager of your account if you need it.',
  CROSS_SITE:
    'The request came from another site and was refused. Nothing was changed. Open Loket Dukcapil itself and repeat.',
  SENDER_NOT_ALLOWED: "The sender's address is not registered. Nothing was saved.",
  NOT_FOUND: 'It does not exist, or you may not see it.',
  METHOD_NOT_ALLOWED: 'This address does not take that method.',
  PAYLOAD_TOO_LARGE:
    'The file or text is too large (at most {max}). Nothing was saved. Make it smaller and send again.',
  UNSUPPORTED_FILE: 'This kind of file is not supported. Nothing was saved. Accepted: {types}.',
  PHOTO_HEIC:
    'Photos in the HEIC format of iPhones cannot be read yet. Nothing was kept. Change to JPEG: open Settings > Camera > Formats > Most Compatible and take the photo again, or send a screenshot of it.',
  PHOTO_UNREADABLE:
    'The photo cannot be opened: the file is damaged or was cut off on its way. Nothing was kept. Choose the photo again or take a new one, then send it again.',
  PHOTO_TOO_LARGE_PIXELS:
    'The picture is too large (at most {max} megapixels). Nothing was kept. Take it again with an ordinary camera, or make it smaller, then send it again.',
  RATE_LIMITED: 'Too many requests. Nothing is lost. Try again in {seconds} seconds.',
  ACTION_NOT_ALLOWED:
    'This cannot be done while it is "{state}". Nothing was changed. Reload the page to see what can be done.',
  VERSION_CONFLICT:
    'Somebody else has just changed this. Your change was not saved. Reload, check, and repeat if still needed.',
  OWN_PROPOSAL: 'You made this proposal, so another official must decide. The proposal still waits.',
  ORDER_ALREADY_PAID:
    'The order was not cancelled: SIMPONI says that the bill is paid. The payment is being recorded and the voucher will follow.',
  NOTE_REQUIRED: 'This needs a note. Nothing was changed.',
  CART_EMPTY:
    'The cart is empty or was already ordered. Look at the list of orders, or choose a product first.',
  CART_PRICE_CHANGED:
    'Prices or lines changed since you saw them. No order was made. Check the new prices and agree again.',
  CHECKOUT_ALREADY_DECIDED: 'This was decided before. The first decision stands.',
  OWN_CHECKOUT: 'You made this checkout yourself, so another person must check it. It still waits.',
  AGREEMENT_INACTIVE:
    "Your institution's PKS is not active today (it ended {endsOn}), so neither orders nor access to data can go on. Cart and quota are kept. Ask Dukcapil's partnership desk to renew it.",
  TECHNICAL_GUIDE_MISSING:
    "Your institution has not completed its juknis, so neither orders nor access to data can go on. Cart and quota are kept. Ask Dukcapil's partnership desk.",
  INSTITUTION_SUSPENDED:
    "Your institution's access is suspended, so neither orders nor access to data can go on. Cart and quota are kept. Ask Dukcapil's partnership desk.",
  PRODUCTION_NOT_OPEN:
    "Production is not open to this institution, or closed for now. Nothing was saved and no quota was used. Meet the conditions named at the field Environment, complete the test mode, then ask Dukcapil's partnership desk. Test credentials work meanwhile.",
  TRIAL_INCOMPLETE:
    'The test mode is not complete: {missing} needed exercises were not tried. What was tried stays recorded. The page of the test mode shows what is missing.',
  PRODUCT_NOT_ORDERABLE:
    'This product cannot be ordered yet. Nothing was changed. Choose another, or wait for the announcement.',
  TARIFF_MISSING:
    "No tariff is set and in force today for this product and your category. No order was made. Ask Dukcapil's partnership desk.",
  MATCHING_FILE_REFUSED:
    'This file cannot be matched. Nothing was kept and no unit was used. Mend what is marked and send it again.',
  OLDER_VOUCHER_FIRST:
    'Vouchers are used oldest first. Deliver voucher {number} before this one. Nothing was recorded.',
  COMPLAINT_CLOSED_TOO_LONG:
    'This complaint was closed more than {days} days ago, so it cannot be reopened. Nothing has changed. The citizen can send a new one from the record of accesses.',
  OWN_HANDOVER:
    'You recorded this delivery yourself, so somebody else has to reverse it. The delivery stands. Ask another officer or official to do it.',
  HANDOVER_REVERSED:
    'This delivery has been reversed and its units were given back once. Nothing was changed. Reload the page to see it.',
  DAILY_LIMIT_REACHED:
    'The limit for today has been reached. No unit was used. Try again tomorrow, or ask your manager to raise it.',
  QUOTA_EXHAUSTED:
    'There is not enough quota of this product. No unit was used. Order new quota under PNBP, then try again.',
  DISCLAIMER_UNSIGNED:
    'You have not signed the form disclaimer, or its time is over. No data was opened and no unit was used. Sign it on the Web Portal page, then try again.',
  DISCLAIMER_CHANGED:
    'The form disclaimer has just been renewed, so this signature was not kept. Load the page again, read it, then sign.',
  QUANTITY_OUT_OF_RANGE: 'The quantity must be a whole number from 1 to {max}. Nothing was changed.',
  CREDENTIAL_REVOKED:
    'This credential is revoked and can be neither used nor changed. Nothing changed. Make a new credential.',
  OWN_REGISTRATION:
    'You registered this yourself, so somebody else has to decide. The registration stays as it was. Ask another manager to decide.',
  BLOCKED_BY_STAFF:
    "This network was blocked by Dukcapil's partnership desk, so the institution cannot approve it. Nothing changed. Ask the partnership desk.",
  TERMINAL_KNOWN:
    'This device is registered already under the name {name} (status: {state}). There is no new registration. Ask the manager or IT to approve it on the page Devices.',
  TERMINAL_NOT_ALLOWED:
    'This device may not access data yet (status of the device: {state}). No quota was used. Open Terminal management > Devices: an operator registers this device, then the manager or IT approves it.',
  ADDRESS_NOT_ALLOWED:
    "The address {address} is in none of your institution's approved networks. No quota was used. Ask IT to register it in Terminal management > Networks and the manager to approve it, or work from a registered network.",

  SIMPONI_REFUSED: 'SIMPONI refused this. The order is kept. Revenue staff can see why and try again.',
  SIMPONI_UNAVAILABLE: 'SIMPONI has not answered. The order was not changed. Try again in a few minutes.',
  BILLING_UNKNOWN_TO_SIMPONI:
    'SIMPONI does not accept that kode billing for this order. Nothing was changed. Check the code.',
  DWH_REFUSED:
    'The DWH refused this. The request is kept. Read its reason at the step Sinkronisasi DWH, correct the data, then try again.',
  DWH_UNAVAILABLE:
    'The DWH has not answered. The request was not changed. Try again in a few minutes; nothing will happen twice.',
  DWH_JOB_UNKNOWN:
    'The DWH does not know this synchronisation job any more. The request is kept. Send the job to the DWH again.',
  SIAK_REFUSED:
    'SIAK refused our call. No quota was used. Tell an administrator: the connection to SIAK has to be checked.',
  SIAK_UNAVAILABLE:
    'Population data cannot be read now, since SIAK has not answered. No quota was used. Try again in a moment.',
  ACCESS_UNCERTAIN:
    'It is not certain whether this question was recorded and used one unit of quota, since the data store has not answered. No data was opened. Send the same question again, unchanged, with the same button or the same transactionId (Idempotency-Key): if it was recorded, the repeat uses no more quota.',
  DOCUMENT_NOT_READY:
    "This document does not exist yet in the order's present status. It is made once the kode billing or the payment is recorded.",
  NOTICE_MALFORMED: 'The payment notice cannot be read. Nothing was saved.',
  REPORT_COLUMNS:
    'The file is not a complete SIMPONI report: {columns}. No row was saved. Download the report again and import it.',
  REPORT_ROWS:
    '{count} rows cannot be read, the first at line {line}. No row was saved. Correct the named rows or download the report from SIMPONI again, then import it again.',
  CASE_ALREADY_CLOSED:
    'Somebody else has closed this case already. The first note stands. Reload the page to see it.',

  REQUEST_TAKEN:
    '{name} is working on this request. Nothing was changed. Ask that colleague to release it, or a supervisor to hand it over.',
  STEP_NOT_READY:
    'This step cannot be worked yet: the step before it is not done, or the request is not being processed. Nothing was changed. Reload the page.',
  STEP_NOT_YOURS:
    'Somebody else works on this step. Nothing was changed. Ask that person to release it, then take it.',
  STEP_AT_DWH:
    'The DWH interface is working on this step, not a person. Nothing was changed. Wait for its result on this page.',
  RESULT_NOT_FITTING: 'That result does not fit this action. Nothing was changed. Choose one from the list.',
  REQUEST_NOT_RESUBMITTABLE:
    'This request cannot be filed again while its status is "{state}". Nothing was changed. See its status on the tracking page.',
  REQUEST_ALREADY_FOLLOWED:
    'This request was already followed up under the code {code}. Nothing was made twice. Its tracking link was sent to your WhatsApp; if it is lost, use "Lost the code".',
  FEEDBACK_NOT_NOW:
    '"Still not read" can be reported once a request is done; its status now is "{state}". Nothing was stored.',
  FEEDBACK_TOO_LATE:
    '"Still not read" can be reported up to {days} days after a request was done. Nothing was stored. File a new request.',
  UNMASK_FIRST:
    'Photos and personal data of this request are open to the office that handles it. Nothing was opened. Give your reason with "Show in full", then open the photo once more.',
  PHOTOS_DESTROYED:
    'The pictures of this request were destroyed because their retention has ended. The rest is still there.',
  CHALLENGE_FAILED:
    'The safety check did not succeed or has run out. Your form was not sent and is still on this page. Press Send once more.',
  TRACKING_NOT_FOUND: 'Code or secret do not fit. Check the link from WhatsApp, or use "Forgot the code".',
  LOOKUP_EXPIRED: 'This search has run out. Nothing was lost. Type the number again.',
  PROOF_CODE_WRONG:
    'The code is wrong, was used, or has run out. Nothing was opened. Check the code, or ask for a new one.',
  TRAIL_ENDED: 'The time for reading is over or the page was closed. Ask for a new code to open it again.',
  TRAIL_LINE_UNKNOWN:
    'This line is not in the record of your NIK. No complaint was made. Open the record again and choose the line.',
  COMPLAINT_NOT_FOUND: 'Number or secret of the complaint do not fit. Check your receipt.',
  OUTCOME_REQUIRED: 'Choose what was found before closing the complaint. Nothing was changed.',

  EMAIL_TAKEN: 'Another account uses this e-mail. Nothing was saved. Use another one.',
  DUPLICATE:
    'A record with that number or code exists. Nothing was saved. Open the existing one, or use another number.',
  INVITATION_INVALID: 'This invitation was used, revoked, or has run out. Ask your manager for a new one.',
  PASSWORD_TOO_COMMON:
    'This password is too common and easy to guess. Choose a longer, unusual row of words.',
  RESET_LINK_INVALID:
    'This link was used already or is too old. The password was not changed. Ask for a new link under "Forgot password".',
  TOTP_CODE_WRONG:
    'The code does not match. Nothing was changed. Type the code that your authenticator app shows now; if it is still refused, set the clock of your phone, or use a backup code.',
  TOTP_CODE_USED:
    'This code was used already; each one holds once. Wait until the app shows the next one, at most 30 seconds.',
  SIGN_IN_OVER:
    'The time to type the code is over, or too many were wrong. You are not signed in. Begin with the password again.',
  TWO_FACTOR_REPLACEMENT_OVER:
    'This change of phone is older than 15 minutes, is done already, or was begun again elsewhere. The app that holds did not change. If you still need it, begin again with Change phone.',
  TWO_FACTOR_MISSING:
    'Your role must use two-step verification, and this account does not yet. Nothing was changed. Load this page again and follow its steps.',
  TWO_FACTOR_MANDATORY:
    'Your role must use two-step verification, so it cannot be switched off. For another phone choose Change phone.',
  OWN_ACCOUNT:
    'You cannot change the roles of your own account or disable it. Nothing was changed. Ask another manager to do it.',
  LAST_ADMINISTRATOR: 'This is the last administrator. Nothing was changed. Appoint another one first.',
  SETUP_ALREADY_DONE: 'The first administrator exists. Please sign in with that account.',
  SETUP_TOKEN_INVALID:
    'The setup code does not match or is too old. Nothing was saved. Copy the newest link from the server log.',
  WORKFLOW_UNAVAILABLE:
    'The outcome is not certain because the process engine has not answered. Your request is kept. Repeat in a moment with the same button or key; it will not happen twice.',
  DATABASE_UNAVAILABLE:
    'The data store cannot be reached. This request was not saved. Try again in a moment.',
  STORAGE_UNAVAILABLE: 'The file store cannot be used now. This file was not saved. Try again in a moment.',
  MAIL_UNAVAILABLE: 'The mail cannot be sent now. The notice is kept and will be sent again.',
  WHATSAPP_UNAVAILABLE:
    'The WhatsApp message cannot be sent now. It is kept and will be sent again. You need not do anything.',
  WHATSAPP_REFUSED:
    'WhatsApp refused the message to this number. The data is kept. Check the number, or tell the person in another way.',
  INTERNAL:
    'Something went wrong on our side. What was stored before is still there. Try again; if it comes back, name number {requestId} when you ask for help.',
} as const satisfies Record<ErrorCode, string>;

export const fieldErrors: Record<keyof typeof idFieldErrors, string> = {
  REQUIRED: 'Required.',
  NOT_A_NUMBER: 'Enter a number.',
  NOT_WHOLE: 'Enter a whole number.',
  TOO_SMALL: 'Too small or too short (at least {min}).',
  TOO_BIG: 'Too large or too long (at most {max}).',
  HALF_NOT_BEGUN: 'This half-year has not begun yet.',
  HALF_NOT_OVER: 'This half-year goes on. Submit the report when it has ended.',
  LETTER_REQUIRED: 'Name the letter that the suspension rests on.',
  BAD_FORMAT: 'The form is not right.',
  BAD_EMAIL: 'Enter a complete e-mail address, e.g. name@institution.go.id.',
  BAD_DATE: 'Enter a real date.',
  SPAN_TOO_LONG: 'At most {max} days at once. Narrow the span.',
  INSTITUTION_MISSING: 'Choose an institution first.',
  NOT_IN_LIST: 'Choose from the list.',
  UNKNOWN_FIELD: 'This field is not known.',
  ENDS_BEFORE_START: 'The end is before the start.',
  WRONG_PASSWORD: 'The current password is not right.',
  ROLES_MIXED: 'Roles of an institution, of a Dinas and of the centre cannot be combined in one person.',
  ROLE_NOT_YOURS: 'This role is not yours to give or take.',
  INSTITUTION_NEEDED: 'Choose the institution of this person.',
  INSTITUTION_NOT_ALLOWED: 'Staff belong to no institution.',
  OFFICE_NEEDED: 'Choose the Dinas office of this person.',
  OFFICE_NOT_ALLOWED: 'Only people of a Dinas belong to an office.',
  OFFICE_CLOSED: 'There is no such office, or it is closed. Choose another one.',
  CENTRE_STAYS_OPEN: "The centre's office is always open: requests of regions without an office come here.",
  REGION_UNKNOWN: 'There is a region that is not known.',
  FILE_TOO_LARGE: 'The file is too large (at most {max}).',
  FILE_TYPE: 'This kind of file is not supported. Accepted: {types}.',
  PHOTO_HEIC:
    'The HEIC format cannot be read yet. On an iPhone: Settings > Camera > Formats > Most Compatible, then take it again.',
  PHOTO_UNREADABLE: 'The photo is damaged or cut off. Choose it again or take a new one.',
  PHOTO_TOO_LARGE_PIXELS: 'The picture is too large (at most {max} megapixels).',
  OFFICE_OF_HOLIDAY_NEEDED: 'Choose the office that is closed on that day.',
  HOLIDAY_EVERYWHERE: 'National holidays and collective leave hold at every office.',
  RAMADAN_TOO_LONG: 'Ramadan has at most 30 days.',
  DATE_AHEAD: 'This day has not come yet.',
  MATCHING_NO_NIK_COLUMN:
    'There is no column NIK. Name a column NIK, or send a list of NIK without a heading.',
  MATCHING_UNKNOWN_COLUMN:
    'The column “{column}” is not known. Use names of elements such as NAMA_LGKP, or take the column out.',
  MATCHING_NO_ROWS: 'There is no NIK in this file.',
  MATCHING_TOO_MANY_ROWS: 'One package holds at most 1,000,000 rows. Split the file.',
  MATCHING_UNREADABLE: 'This line cannot be read. Check its quotes.',
  NOT_BY_OFFICER: 'The product of this voucher is not delivered by an officer.',
  BEFORE_BASIS: 'A tariff cannot be in force before the day of its legal basis.',
  ONE_SCOPE: 'Choose a category or one institution, not both.',
  TARIFF_SAME_DAY:
    'A tariff or proposal for the same product and institution begins on this day already. Choose another day, or ask the official to refuse the wrong proposal first.',
  NOT_FREE: 'This product is not Rp0 for that institution.',
  REPORT_FIELDS: 'The number of columns differs from the heading.',
  REPORT_CODE: 'The billing code must be 6 to 20 digits.',
  REPORT_NTPN: 'The NTPN must be 16 letters or digits.',
  REPORT_AMOUNT: 'The amount must be whole rupiah, e.g. 1.234.567,00.',
  REPORT_DATE: 'The payment date must read 2023-03-09 or 09/03/2023.',
  RANGE_TOO_WIDE: 'At most 100 rows at once.',
  RANGE_TOO_DEEP: 'A list this long opens page by page. Narrow it with filters or a search.',
  BAD_NIK: 'A NIK has 16 digits. Check it on the KTP-el or the family card.',
  BAD_KK: 'A family card number has 16 digits. It stands at the top of the card.',
  KK_IS_NIK: 'The family card number cannot be the NIK. It stands at the top of the card.',
  BAD_REGION: 'Choose the regency or city of the family card.',
  BAD_PHONE: 'Write the whole WhatsApp number, for example 0812 3456 7890.',
  BAD_CODE: 'This is no code of a request. It looks like SD-XXXXX-XXXXX.',
  CONSENT_NEEDED: 'Read the notice on personal data, then tick the box.',
  WRONG_ANSWER: 'The sum is not right. Answer the new question.',
  PHOTO_MISSING: 'This picture is needed.',
  NETWORK_FORMAT: 'Enter one IPv4 or IPv6 address or network, e.g. 203.0.113.0/24.',
  NETWORK_TOO_WIDE: 'The network is too wide: at most /16 for IPv4 and /32 for IPv6.',
  PRODUCTION_SUSPENDED: "The institution's access is suspended. Ask Dukcapil's partnership desk.",
  PRODUCTION_NO_AGREEMENT: "The institution's PKS is not active today. Ask Dukcapil's partnership desk.",
  PRODUCTION_NO_GUIDE: "The institution's juknis is not done. Ask Dukcapil's partnership desk.",
  PRODUCTION_CHECKLIST_OPEN:
    "Production was not opened after the test mode, or is closed for now. Finish the trial with a test credential, then ask Dukcapil's partnership desk.",
  NOT_AN_OPERATOR: 'A daily limit is only for people with the role of an institution operator.',
  DUTIES_NEEDED: 'Tick every duty.',
  NAME_DIFFERS: 'Write your name as it stands on your account: {name}.',
  ELEMENT_NEEDED: 'Fill in at least one element to compare.',
  NOT_JSON: 'Must be JSON.',
  DEFAULT: 'This is not right yet.',
};
