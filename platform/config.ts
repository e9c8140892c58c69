import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KeyRing } from './crypto.ts';
import type { AddressList } from './network.ts';
import type { Part, Setting } from './setting-kinds.ts';
import { type SettingName, type SettingValues, settings } from './settings.ts';

export type { Part, Setting } from './setting-kinds.ts';
export { type SettingName, settings } from './settings.ts';

/** One or more variables are wrong. The message is what the person who starts the system reads. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly variables: readonly string[];

  constructor(problems: readonly { name: string; problem: string }[]) {
    super(problems.map(({ name, problem }) => `${name} ${problem}`).join('\n'));
    this.variables = problems.map(({ name }) => name);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Key id of the key that is committed for tests: whatever it encrypts is open to everybody. */
export const testKeyId = 'test-only';

/**
 * Everything that can be set, read once. What a part does not need may be missing: reading it throws `ConfigError`,
 * so no code has to ask for undefined.
 */
export interface Config {
  readonly mode: 'demo' | 'production';
  readonly isDemo: boolean;
  readonly nodeEnv: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly trustProxy: boolean | number | string;
  /** Absolute. */
  readonly dataDir: string;
  readonly logLevel: string;
  readonly databaseUrl: string;
  readonly migrationDatabaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly payloadKeys: KeyRing };
  readonly dataKeys: KeyRing;
  /** Key of the blind index; see `platform/vault.ts`. */
  readonly indexKey: Buffer;
  readonly documentSigningKey: KeyObject;
  readonly authSecret: string;
  readonly accounts: {
    /** Words of `TOTP_REQUIRED_FOR`; which roles they name, `contract/access/two-factor` says. */
    readonly totpRequiredFor: string;
    readonly sessionIdleMinutes: number;
  };
  readonly simponi: SimponiConfig;
  readonly dwh: DwhConfig;
  readonly siak: SiakConfig;
  readonly metering: MeteringConfig;
  /** Working days in which one is answered; days in which a closed one may be reopened. */
  readonly complaints: { readonly answerDays: number; readonly reopenDays: number };
  readonly mail: { readonly url: string; readonly from: string };
  readonly whatsapp: WhatsappConfig;
  /** `url` undefined: files lie in `directory`. */
  readonly storage: { readonly url: string | undefined; readonly directory: string };
  readonly orders: {
    readonly paymentDays: number;
    readonly graceDays: number;
    readonly billingPatienceHours: number;
    readonly decisionRemindDays: number;
    readonly decisionEscalateDays: number;
    readonly kuitansiSeries: string;
    readonly sweepMinutes: number;
  };
  readonly requests: {
    /** Working days promised in each status. */
    readonly serviceDays: { readonly BARU: number; readonly DISETUJUI: number; readonly DIPROSES: number };
    readonly remindHours: number;
    readonly feedbackDays: number;
    readonly photoRetentionDays: number;
    readonly challengeBits: number;
    readonly submissionsPerHour: number;
    /** Printed on the citizen's pages. */
    readonly reportContact: string;
    readonly privacyContact: string;
  };
  /** Links of the demo; all undefined in production. */
  readonly demo: {
    readonly tellerUrl: string | undefined;
    readonly inboxUrl: string | undefined;
    readonly phoneUrl: string | undefined;
  };
  readonly simulator: {
    readonly port: number;
    readonly smtpPort: number;
    readonly notifyUrl: string;
    readonly statusUrl: string;
  };
}

export interface SimponiConfig {
  readonly url: string;
  readonly userId: string;
  readonly password: string;
  readonly kodeKl: string;
  readonly kodeEselon1: string;
  readonly kodeSatker: string;
  readonly jenisPnbp: 'F' | 'U';
  readonly mataUang: string;
  readonly kodeAkun: string;
  readonly kodeTarif: string;
  readonly kodePp: string;
  readonly kodeLokasi: string;
  readonly kodeKabkota: string;
  readonly expiredDateFormat: 'yyyy-MM-dd HH:mm:ss' | 'dd-MM-yyyy HH:mm:ss';
  readonly billingPattern: RegExp;
  readonly timeoutMs: number;
  readonly allowedSenders: AddressList;
}

export interface WhatsappConfig {
  /** Undefined: nothing is sent by WhatsApp, and the rest is not needed. */
  readonly url: string | undefined;
  readonly version: string;
  readonly phoneNumberId: string;
  readonly token: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly timeoutMs: number;
}

export interface DwhConfig {
  /** Undefined: the interface is switched off. */
  readonly url: string | undefined;
  readonly token: string;
  readonly timeoutMs: number;
  /** The first pause between two questions after a job; later ones are longer. */
  readonly pollSeconds: number;
}

export interface MeteringConfig {
  /** Whether "not found" costs a unit. */
  readonly chargeNotFound: boolean;
  /** Most calls a second of one API credential in one process. */
  readonly callsPerSecond: number;
  /** How long idempotency keys are kept. */
  readonly keyDays: number;
  /** How long refused calls are kept one by one. */
  readonly refusalDays: number;
  /** How long an uploaded file of databalikan is kept after its check. */
  readonly returnDataFileDays: number;
  /** How long a signature under the web portal's form disclaimer holds. */
  readonly disclaimerDays: number;
  /** Days for which the files of a matching job are kept once it has ended. */
  readonly matchingResultDays: number;
}

export interface SiakConfig {
  /** Undefined: no NIK can be looked up. */
  readonly url: string | undefined;
  readonly token: string;
  readonly timeoutMs: number;
  /** Calls under way at once. */
  readonly concurrency: number;
}

/**
 * Reads the settings of one part from an environment.
 * @throws ConfigError naming every variable that is wrong or missing; never the value of a secret.
 */
export function loadConfig(env: Environment, part: Part): Config {
  const problems: { name: string; problem: string }[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, row] of Object.entries<Setting>(settings)) {
    const outcome = readSetting(env, name, row);
    if ('problem' in outcome) problems.push({ name, problem: outcome.problem });
    else values[name] = outcome.value;
  }
  if (problems.length === 0) problems.push(...demands(env, values as SettingValues, part));
  if (problems.length > 0) throw new ConfigError(problems);
  return assemble(values as SettingValues);
}

/** `loadConfig` on this process; a wrong variable ends it with one sentence each on standard error. */
export function readConfig(part: Part): Config {
  try {
    return loadConfig(process.env, part);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`The settings are wrong, so nothing was started:\n${error.message}`);
    return process.exit(1);
  }
}

type Outcome = { readonly value: unknown } | { readonly problem: string };

function readSetting(env: Environment, name: string, row: Setting): Outcome {
  const fromFile = readSecretFile(env, name, row);
  if ('problem' in fromFile) return fromFile;
  // An empty file is a setting that nobody gave, as an empty variable is.
  const raw = fromFile.value || env[name] || row.default;
  if (raw === undefined) return { value: undefined };
  const result = row.schema.safeParse(raw);
  if (result.success) return { value: result.data };
  const shown = row.secret ? 'has a wrong value (not shown)' : `is ${JSON.stringify(raw)}`;
  return { problem: `${shown}: it must be ${row.expected}.` };
}

function readSecretFile(
  env: Environment,
  name: string,
  row: Setting,
): { value: string | undefined } | { problem: string } {
  const path = row.secret ? env[`${name}_FILE`] : undefined;
  if (!path) return { value: undefined };
  if (env[name]) return { problem: `and ${name}_FILE are both set: keep one of them.` };
  try {
    return { value: readFileSync(path, 'utf8').trim() };
  } catch {
    return { problem: `cannot be read from the file ${path} that ${name}_FILE names.` };
  }
}

/** What is wrong although every single value is right: missing ones, and what production does not allow. */
function demands(env: Environment, values: SettingValues, part: Part): { name: string; problem: string }[] {
  const problems: { name: string; problem: string }[] = [];
  const production = values.LOKET_MODE === 'production';
  for (const [name, row] of Object.entries<Setting>(settings)) {
    const isAsked = !row.neededWith || Boolean(values[row.neededWith as SettingName]);
    const needed = isAsked && (row.neededBy?.includes(part) ?? false);
    const isInFile = row.secret && env[`${name}_FILE`] && values[name as SettingName] !== undefined;
    const decided = Boolean(env[name] || isInFile);
    const mustDecide =
      production && row.production === 'required' && part !== 'simulator' && part !== 'migrate';
    if (decided || (!needed && !mustDecide)) continue;
    const file = row.secret ? ` (or ${name}_FILE)` : '';
    problems.push({ name, problem: `is missing${file}: the ${part} needs ${row.expected}.` });
  }
  if (production) problems.push(...productionFaults(values, part));
  if (part === 'simulator' && env.NODE_ENV === 'production' && !env.LOKET_MODE) {
    const problem = 'is not set while NODE_ENV is production: simulators start only where it says demo.';
    problems.push({ name: 'LOKET_MODE', problem });
  }
  return problems;
}

function productionFaults(values: SettingValues, part: Part): { name: string; problem: string }[] {
  const problems: { name: string; problem: string }[] = [];
  const fault = (name: SettingName, problem: string) => problems.push({ name, problem });
  if (part === 'simulator') fault('LOKET_MODE', 'is production: simulators start in demo mode only.');
  for (const name of ['TELLER_URL', 'INBOX_URL', 'PHONE_URL'] as const) {
    if (values[name]) fault(name, 'is set: production has no links to simulators. Remove it.');
  }
  for (const name of ['PAYLOAD_KEYS', 'DATA_KEYS'] as const) {
    if (values[name]?.keys.has(testKeyId))
      fault(name, 'holds the key of the tests, which everybody knows. Make a new one.');
  }
  const url = values.PUBLIC_URL ? new URL(values.PUBLIC_URL) : undefined;
  if (url && url.protocol !== 'https:' && !['localhost', '127.0.0.1'].includes(url.hostname)) {
    fault('PUBLIC_URL', `is "${values.PUBLIC_URL}": production must be reached by https://.`);
  }
  return problems;
}

/** Gives a value that its part was checked to have; another part that reaches for it is told the variable's name. */
function need<N extends SettingName>(values: SettingValues, name: N): NonNullable<SettingValues[N]> {
  const value = values[name];
  if (value === undefined || value === null) {
    throw new ConfigError([
      { name, problem: 'is missing, and this part of the system was not expected to need it.' },
    ]);
  }
  return value;
}

function assemble(values: SettingValues): Config {
  const port = need(values, 'PORT');
  const dataDir = resolve(need(values, 'DATA_DIR'));
  return {
    mode: need(values, 'LOKET_MODE'),
    isDemo: values.LOKET_MODE === 'demo',
    nodeEnv: need(values, 'NODE_ENV'),
    host: need(values, 'HOST'),
    port,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${port}`,
    trustProxy: need(values, 'TRUST_PROXY'),
    dataDir,
    logLevel: need(values, 'LOG_LEVEL'),
    get databaseUrl() {
      return need(values, 'DATABASE_URL');
    },
    get migrationDatabaseUrl() {
      return need(values, 'MIGRATION_DATABASE_URL');
    },
    temporal: {
      get address() {
        return need(values, 'TEMPORAL_ADDRESS');
      },
      namespace: need(values, 'TEMPORAL_NAMESPACE'),
      get payloadKeys() {
        return need(values, 'PAYLOAD_KEYS');
      },
    },
    get dataKeys() {
      return need(values, 'DATA_KEYS');
    },
    get indexKey() {
      return need(values, 'INDEX_KEY');
    },
    get documentSigningKey() {
      return need(values, 'DOCUMENT_SIGNING_KEY');
    },
    get authSecret() {
      return need(values, 'AUTH_SECRET');
    },
    accounts: assembleAccounts(values),
    simponi: assembleSimponi(values),
    dwh: assembleDwh(values),
    siak: assembleSiak(values),
    metering: assembleMetering(values),
    complaints: {
      answerDays: need(values, 'COMPLAINT_DAYS'),
      reopenDays: need(values, 'COMPLAINT_REOPEN_DAYS'),
    },
    mail: {
      get url() {
        return need(values, 'SMTP_URL');
      },
      from: need(values, 'MAIL_FROM'),
    },
    whatsapp: assembleWhatsapp(values),
    storage: { url: values.STORAGE_URL, directory: resolve(dataDir, 'files') },
    orders: {
      paymentDays: need(values, 'PAYMENT_DAYS'),
      graceDays: need(values, 'GRACE_DAYS'),
      billingPatienceHours: need(values, 'BILLING_PATIENCE_HOURS'),
      decisionRemindDays: need(values, 'DECISION_REMIND_DAYS'),
      decisionEscalateDays: need(values, 'DECISION_ESCALATE_DAYS'),
      kuitansiSeries: need(values, 'KUITANSI_SERIES'),
      sweepMinutes: need(values, 'SWEEP_MINUTES'),
    },
    requests: assembleRequests(values),
    demo: { tellerUrl: values.TELLER_URL, inboxUrl: values.INBOX_URL, phoneUrl: values.PHONE_URL },
    simulator: {
      port: need(values, 'SIMULATOR_PORT'),
      smtpPort: need(values, 'SIMULATOR_SMTP_PORT'),
      notifyUrl: need(values, 'SIMULATOR_NOTIFY_URL'),
      statusUrl: need(values, 'SIMULATOR_STATUS_URL'),
    },
  };
}

const assembleAccounts = (values: SettingValues): Config['accounts'] => ({
  totpRequiredFor: need(values, 'TOTP_REQUIRED_FOR'),
  sessionIdleMinutes: need(values, 'SESSION_IDLE_MINUTES'),
});

function assembleMetering(values: SettingValues): MeteringConfig {
  return {
    chargeNotFound: need(values, 'CHARGE_NOT_FOUND') === 'true',
    callsPerSecond: need(values, 'ACCESS_CALLS_PER_SECOND'),
    keyDays: need(values, 'ACCESS_KEY_DAYS'),
    refusalDays: need(values, 'ACCESS_REFUSAL_DAYS'),
    returnDataFileDays: need(values, 'RETURN_DATA_FILE_DAYS'),
    disclaimerDays: need(values, 'PORTAL_DISCLAIMER_DAYS'),
    matchingResultDays: need(values, 'MATCHING_RESULT_DAYS'),
  };
}

function assembleRequests(values: SettingValues): Config['requests'] {
  return {
    serviceDays: {
      BARU: need(values, 'SERVICE_DAYS_BARU'),
      DISETUJUI: need(values, 'SERVICE_DAYS_DISETUJUI'),
      DIPROSES: need(values, 'SERVICE_DAYS_DIPROSES'),
    },
    remindHours: need(values, 'SERVICE_REMIND_HOURS'),
    feedbackDays: need(values, 'FEEDBACK_DAYS'),
    photoRetentionDays: need(values, 'PHOTO_RETENTION_DAYS'),
    challengeBits: need(values, 'CHALLENGE_BITS'),
    submissionsPerHour: need(values, 'SUBMISSIONS_PER_HOUR'),
    reportContact: need(values, 'REPORT_CONTACT'),
    privacyContact: need(values, 'PRIVACY_CONTACT'),
  };
}

function assembleSimponi(values: SettingValues): SimponiConfig {
  return {
    get url() {
      return need(values, 'SIMPONI_URL');
    },
    userId: need(values, 'SIMPONI_USER_ID'),
    get password() {
      return need(values, 'SIMPONI_PASSWORD');
    },
    kodeKl: need(values, 'SIMPONI_KODE_KL'),
    kodeEselon1: need(values, 'SIMPONI_KODE_ESELON_1'),
    kodeSatker: need(values, 'SIMPONI_KODE_SATKER'),
    jenisPnbp: need(values, 'SIMPONI_JENIS_PNBP'),
    mataUang: need(values, 'SIMPONI_MATA_UANG'),
    kodeAkun: need(values, 'SIMPONI_KODE_AKUN'),
    kodeTarif: need(values, 'SIMPONI_KODE_TARIF'),
    kodePp: need(values, 'SIMPONI_KODE_PP'),
    kodeLokasi: need(values, 'SIMPONI_KODE_LOKASI'),
    kodeKabkota: need(values, 'SIMPONI_KODE_KABKOTA'),
    expiredDateFormat: need(values, 'SIMPONI_EXPIRED_DATE_FORMAT'),
    billingPattern: need(values, 'SIMPONI_BILLING_PATTERN'),
    timeoutMs: need(values, 'SIMPONI_TIMEOUT_MS'),
    allowedSenders: need(values, 'SIMPONI_ALLOWED_SENDERS'),
  };
}

function assembleWhatsapp(values: SettingValues): WhatsappConfig {
  return {
    url: values.WHATSAPP_URL,
    version: need(values, 'WHATSAPP_VERSION'),
    get phoneNumberId() {
      return need(values, 'WHATSAPP_PHONE_NUMBER_ID');
    },
    get token() {
      return need(values, 'WHATSAPP_TOKEN');
    },
    get appSecret() {
      return need(values, 'WHATSAPP_APP_SECRET');
    },
    get verifyToken() {
      return need(values, 'WHATSAPP_VERIFY_TOKEN');
    },
    timeoutMs: need(values, 'WHATSAPP_TIMEOUT_MS'),
  };
}

function assembleDwh(values: SettingValues): DwhConfig {
  return {
    url: values.DWH_URL,
    get token() {
      return need(values, 'DWH_TOKEN');
    },
    timeoutMs: need(values, 'DWH_TIMEOUT_MS'),
    pollSeconds: need(values, 'DWH_POLL_SECONDS'),
  };
}

function assembleSiak(values: SettingValues): SiakConfig {
  return {
    url: values.SIAK_URL,
    get token() {
      return need(values, 'SIAK_TOKEN');
    },
    timeoutMs: need(values, 'SIAK_TIMEOUT_MS'),
    concurrency: need(values, 'SIAK_CONCURRENCY'),
  };
}
