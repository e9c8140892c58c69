import { z } from 'zod';
import { accountSettings } from './account-settings.ts';
import { parseSecretKey, parseSigningKey } from './crypto.ts';
import { meteringSettings } from './metering-settings.ts';
import { parseAddressList, parseTrustedProxies } from './network.ts';
import {
  digits,
  httpUrl,
  keyRing,
  parsed,
  postgresUrl,
  type Setting,
  setting,
  text,
  wholeNumber,
} from './setting-kinds.ts';

const server = ['api', 'worker'] as const;

/** Every setting there is, in the order in which the README prints them. */
export const settings = {
  LOKET_MODE: setting({
    schema: z.enum(['demo', 'production']),
    default: 'demo',
    expected: 'demo or production',
    description:
      '`demo`: simulators, demo data and links to them on the login page. `production`: none of these, and nothing starts while a secret is missing.',
  }),
  NODE_ENV: setting({
    schema: z.enum(['development', 'test', 'production']),
    default: 'production',
    expected: 'development, test or production',
    description: 'As Node libraries read it.',
  }),
  PORT: setting({
    ...wholeNumber(0, 65535),
    default: '3000',
    description: 'The one port that people need: pages, API and API documentation.',
  }),
  HOST: setting({
    ...text,
    default: '127.0.0.1',
    description: 'The address to listen on; `0.0.0.0` for all.',
  }),
  PUBLIC_URL: setting({
    ...httpUrl,
    production: 'required',
    description: 'The address that people type. Default: `http://localhost:PORT`. Production wants https.',
  }),
  TRUST_PROXY: setting({
    schema: parsed(parseTrustedProxies),
    default: 'false',
    expected: 'false, a number of proxies, or their networks',
    description:
      'Which proxies may say who the caller is (`X-Forwarded-For`): `false`, a number of hops, or networks.',
  }),
  DATA_DIR: setting({
    ...text,
    default: '.data',
    description:
      'The folder of everything that `npm start` keeps; also the files, unless `STORAGE_URL` is set.',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    expected: 'fatal, error, warn, info, debug, trace or silent',
    description: 'The least important log lines that are written (JSON on standard output).',
  }),
  DATABASE_URL: setting({
    ...postgresUrl,
    secret: true,
    neededBy: server,
    description:
      'PostgreSQL as the role `loket_app`, which owns nothing. Unset: `npm start` runs its own server.',
  }),
  MIGRATION_DATABASE_URL: setting({
    ...postgresUrl,
    secret: true,
    neededBy: ['migrate'],
    description: 'The same database as the role `loket_owner`, used by migrations only.',
  }),
  TEMPORAL_ADDRESS: setting({
    schema: z.string().regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/),
    neededBy: server,
    expected: 'host:port',
    description: "Temporal's server, `host:port`. Unset: `npm start` runs its own.",
  }),
  TEMPORAL_NAMESPACE: setting({ ...text, default: 'default', description: 'The namespace on that server.' }),
  PAYLOAD_KEYS: setting({
    ...keyRing,
    secret: true,
    neededBy: server,
    description:
      'Keys that encrypt what Temporal stores: `id:base64,id2:base64`, the first is the current one.',
  }),
  DATA_KEYS: setting({
    ...keyRing,
    secret: true,
    neededBy: server,
    description: 'Keys that encrypt fields and files, in the same form.',
  }),
  INDEX_KEY: setting({
    schema: parsed(parseSecretKey),
    secret: true,
    neededBy: server,
    expected: 'a key of 32 bytes in base64',
    description:
      'Key of the blind index by which NIK and KK numbers are found: 32 bytes in base64. Never changed: what was indexed under it could not be found any more.',
  }),
  DOCUMENT_SIGNING_KEY: setting({
    schema: parsed(parseSigningKey),
    secret: true,
    neededBy: server,
    expected: 'an Ed25519 private key: PKCS#8 as PEM or base64',
    description: 'Signs the QR of documents: Ed25519, PKCS#8 as PEM or base64.',
  }),
  AUTH_SECRET: setting({
    schema: z.string().min(32),
    secret: true,
    neededBy: ['api'],
    expected: 'at least 32 characters',
    description:
      'Signs sessions and short-lived links, encrypts the keys of authenticator apps; at least 32 random characters.',
  }),
  ...accountSettings,
  SIMPONI_URL: setting({
    ...httpUrl,
    neededBy: server,
    description: "SIMPONI's base address. Unset: `npm start` runs the simulator.",
  }),
  SIMPONI_USER_ID: setting({
    ...text,
    default: 'loket-demo',
    production: 'required',
    description: 'The user that SIMPONI gave to the satker.',
  }),
  SIMPONI_PASSWORD: setting({
    ...text,
    secret: true,
    neededBy: server,
    description: 'Its password.',
  }),
  SIMPONI_KODE_KL: setting({
    ...digits(3),
    default: '010',
    description: 'K/L: 010 = Kementerian Dalam Negeri.',
  }),
  SIMPONI_KODE_ESELON_1: setting({
    ...digits(2),
    default: '08',
    description: 'Unit eselon I: 08 = Ditjen Dukcapil.',
  }),
  SIMPONI_KODE_SATKER: setting({ ...digits(6), default: '664090', description: 'Satker.' }),
  SIMPONI_JENIS_PNBP: setting({
    schema: z.enum(['F', 'U']),
    default: 'F',
    expected: 'F or U',
    description: '`F` fungsional or `U` umum.',
  }),
  SIMPONI_MATA_UANG: setting({ ...digits(1), default: '1', description: '1 = rupiah.' }),
  SIMPONI_KODE_AKUN: setting({ ...digits(6), default: '425129', description: 'Kode akun of the revenue.' }),
  SIMPONI_KODE_TARIF: setting({
    ...digits(6),
    default: '000001',
    production: 'required',
    description: 'Kode tarif as SIMPONI lists it (the default is an example).',
  }),
  SIMPONI_KODE_PP: setting({
    ...digits(7),
    default: '2023010',
    production: 'required',
    description: 'Kode PP as SIMPONI lists it (the default is an example).',
  }),
  SIMPONI_KODE_LOKASI: setting({
    ...digits(2),
    default: '01',
    production: 'required',
    description: 'Kode lokasi (the default is an example).',
  }),
  SIMPONI_KODE_KABKOTA: setting({
    ...digits(2),
    default: '54',
    production: 'required',
    description: 'Kode kabupaten/kota (the default is an example).',
  }),
  SIMPONI_EXPIRED_DATE_FORMAT: setting({
    schema: z.enum(['yyyy-MM-dd HH:mm:ss', 'dd-MM-yyyy HH:mm:ss']),
    default: 'yyyy-MM-dd HH:mm:ss',
    expected: '"yyyy-MM-dd HH:mm:ss" or "dd-MM-yyyy HH:mm:ss"',
    description: 'How SIMPONI wants the expiry written; integrators disagree.',
  }),
  SIMPONI_BILLING_PATTERN: setting({
    schema: parsed((value) => new RegExp(value)),
    default: '^[789]\\d{14}$',
    expected: 'a regular expression',
    description: 'What a kode billing looks like.',
  }),
  SIMPONI_TIMEOUT_MS: setting({
    ...wholeNumber(100, 120_000),
    default: '15000',
    description: 'How long one call may take, in milliseconds.',
  }),
  SIMPONI_ALLOWED_SENDERS: setting({
    schema: parsed(parseAddressList),
    default: '127.0.0.1/32,::1/128',
    production: 'required',
    expected: 'networks such as 10.0.0.0/8, separated by commas',
    description: 'Networks from which payment notices are taken; they carry no signature.',
  }),
  DWH_URL: setting({
    ...httpUrl,
    description:
      "The DWH's base address. Unset: its interface is switched off and people synchronise by hand; in a demo `npm start` runs the simulator.",
  }),
  DWH_TOKEN: setting({
    ...text,
    secret: true,
    neededBy: server,
    neededWith: 'DWH_URL',
    description: 'The token that the DWH gave to us.',
  }),
  DWH_TIMEOUT_MS: setting({
    ...wholeNumber(100, 120_000),
    default: '15000',
    description: 'How long one call to the DWH may take, in milliseconds.',
  }),
  DWH_POLL_SECONDS: setting({
    ...wholeNumber(1, 3600),
    default: '5',
    description:
      'Seconds between the first two questions after a job of the DWH; the pauses grow from there.',
  }),
  SIAK_URL: setting({
    ...httpUrl,
    description:
      "SIAK's base address, where a NIK is looked up. Unset: nobody can look one up; in a demo `npm start` runs the simulator.",
  }),
  SIAK_TOKEN: setting({
    ...text,
    secret: true,
    neededBy: server,
    neededWith: 'SIAK_URL',
    description: 'The token that SIAK gave to us.',
  }),
  SIAK_TIMEOUT_MS: setting({
    ...wholeNumber(100, 120_000),
    default: '5000',
    description: 'How long one call to SIAK may take with its waiting for a turn, in milliseconds.',
  }),
  SIAK_CONCURRENCY: setting({
    ...wholeNumber(1, 1_000),
    default: '64',
    description: 'Calls to SIAK under way at once, for each process; one institution may have half of them.',
  }),
  ...meteringSettings,
  SMTP_URL: setting({
    schema: z.url({ protocol: /^smtps?$/ }),
    secret: true,
    neededBy: ['worker'],
    expected: 'an address of the form smtp://user:password@host:587',
    description: 'The mail server. Unset: `npm start` runs a simulator with an inbox page.',
  }),
  MAIL_FROM: setting({
    ...text,
    default: 'Loket Dukcapil <loket@dukcapil.example>',
    production: 'required',
    description: 'The sender of every mail.',
  }),
  WHATSAPP_URL: setting({
    ...httpUrl,
    description:
      "WhatsApp Cloud API's base address, `https://graph.facebook.com`. Unset: `npm start` runs a simulator with a phone; elsewhere messages by WhatsApp are skipped, and say so.",
  }),
  WHATSAPP_VERSION: setting({
    schema: z.string().regex(/^v\d{1,3}\.\d{1,3}$/),
    default: 'v23.0',
    expected: 'a version such as v23.0',
    description: 'The version of that API.',
  }),
  WHATSAPP_PHONE_NUMBER_ID: setting({
    schema: z.string().regex(/^\d{1,32}$/),
    neededBy: ['worker'],
    neededWith: 'WHATSAPP_URL',
    expected: 'digits',
    description: 'The id of the sending number, from the WhatsApp Manager (not the number itself).',
  }),
  WHATSAPP_TOKEN: setting({
    ...text,
    secret: true,
    neededBy: ['worker'],
    neededWith: 'WHATSAPP_URL',
    description: "The access token of the app's system user.",
  }),
  WHATSAPP_APP_SECRET: setting({
    ...text,
    secret: true,
    neededBy: ['api'],
    neededWith: 'WHATSAPP_URL',
    description: "The app's secret: it signs what WhatsApp reports to `/webhooks/whatsapp`.",
  }),
  WHATSAPP_VERIFY_TOKEN: setting({
    schema: z.string().min(16),
    secret: true,
    neededBy: ['api'],
    neededWith: 'WHATSAPP_URL',
    expected: 'at least 16 characters',
    description: 'A word of your own that WhatsApp repeats when the webhook is registered.',
  }),
  WHATSAPP_TIMEOUT_MS: setting({
    // Ten messages must be through before the deliverer's lease on them ends.
    ...wholeNumber(100, 25_000),
    default: '15000',
    description: 'How long one call may take, in milliseconds.',
  }),
  STORAGE_URL: setting({
    schema: z.string().regex(/^s3:\/\/\S+$/),
    secret: true,
    expected: 's3://key:secret@host/bucket',
    description: 'Where files go: unset = the folder `DATA_DIR/files`; `s3://…` = an S3-compatible server.',
  }),
  PAYMENT_DAYS: setting({
    ...wholeNumber(1, 60),
    default: '7',
    description: 'Days until a kode billing expires.',
  }),
  GRACE_DAYS: setting({
    ...wholeNumber(0, 365),
    default: '14',
    description: 'Days in which money for an expired or cancelled order is still expected.',
  }),
  BILLING_PATIENCE_HOURS: setting({
    ...wholeNumber(1, 720),
    default: '24',
    description: 'Hours of silence from SIMPONI after which an order is called in trouble.',
  }),
  DECISION_REMIND_DAYS: setting({
    ...wholeNumber(1, 365),
    default: '2',
    description: 'Days after which a waiting decision is reminded of.',
  }),
  DECISION_ESCALATE_DAYS: setting({
    ...wholeNumber(1, 365),
    default: '5',
    description: 'Days after which it is escalated.',
  }),
  SERVICE_DAYS_BARU: setting({
    ...wholeNumber(1, 30),
    default: '1',
    description: 'Promise: working days in which the office decides about a new synchronisation request.',
  }),
  SERVICE_DAYS_DISETUJUI: setting({
    ...wholeNumber(1, 30),
    default: '1',
    description: 'Promise: working days in which the centre begins an approved request.',
  }),
  SERVICE_DAYS_DIPROSES: setting({
    ...wholeNumber(1, 30),
    default: '1',
    description: 'Promise: working days in which the centre completes it.',
  }),
  SERVICE_REMIND_HOURS: setting({
    ...wholeNumber(1, 40),
    default: '3',
    description: 'Working hours before the end of a promise at which its people are reminded.',
  }),
  FEEDBACK_DAYS: setting({
    ...wholeNumber(1, 90),
    default: '14',
    description: 'Days after SELESAI in which the citizen may say "masih belum terbaca".',
  }),
  PHOTO_RETENTION_DAYS: setting({
    ...wholeNumber(1, 3650),
    default: '90',
    description: 'Days after the end of a request after which its photos are destroyed, unless it is held.',
  }),
  CHALLENGE_BITS: setting({
    ...wholeNumber(1, 24),
    default: '16',
    description:
      'Leading zero bits of the proof of work before a public form is taken: 16 is about 65,000 hashes, one more doubles it.',
  }),
  SUBMISSIONS_PER_HOUR: setting({
    ...wholeNumber(1, 1_000_000),
    default: '120',
    description:
      'Requests that one network address may file in an hour; many phones of one operator share an address.',
  }),
  REPORT_CONTACT: setting({
    ...text,
    default: 'Halo Dukcapil, telepon 1500537',
    description: 'Where citizens report that somebody asked for money; printed on their pages.',
  }),
  PRIVACY_CONTACT: setting({
    ...text,
    default: 'Halo Dukcapil, telepon 1500537',
    description: 'Whom citizens ask about their personal data; printed on their pages.',
  }),
  KUITANSI_SERIES: setting({
    schema: z.string().regex(/^[A-Z0-9]{1,4}$/),
    default: 'B1',
    expected: '1 to 4 capital letters or digits',
    description: 'The series in `KW-B1-…`.',
  }),
  SWEEP_MINUTES: setting({
    ...wholeNumber(1, 1440),
    default: '60',
    description: 'Minutes between two rounds of asking SIMPONI about unpaid codes.',
  }),
  TELLER_URL: setting({
    ...httpUrl,
    description: 'Demo: the bank teller page that the login page links to.',
  }),
  INBOX_URL: setting({ ...httpUrl, description: 'Demo: the inbox page that the login page links to.' }),
  PHONE_URL: setting({
    ...httpUrl,
    description: 'Demo: the page of the WhatsApp phone that the login page links to.',
  }),
  SIMULATOR_PORT: setting({
    ...wholeNumber(0, 65535),
    default: '0',
    description: "Simulators only: the port of the simulator's pages and API (0 = any free one).",
  }),
  SIMULATOR_SMTP_PORT: setting({
    ...wholeNumber(0, 65535),
    default: '0',
    description: 'Mail simulator only: its SMTP port (0 = any free one).',
  }),
  SIMULATOR_NOTIFY_URL: setting({
    ...httpUrl,
    default: 'http://127.0.0.1:3000/webhooks/simponi',
    description: 'SIMPONI simulator only: where it sends notices of payment.',
  }),
  SIMULATOR_STATUS_URL: setting({
    ...httpUrl,
    default: 'http://127.0.0.1:3000/webhooks/whatsapp',
    description: 'WhatsApp simulator only: where it reports what became of a message.',
  }),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The parsed value of each setting; undefined where it is unset and has no default. */
export type SettingValues = {
  readonly [N in SettingName]: (typeof settings)[N] extends Setting<infer S>
    ? z.output<S> | undefined
    : never;
};
