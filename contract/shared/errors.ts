/**
 * Every error that leaves one part of the system for another, by code.
 *
 * A code has exactly one HTTP status (`errorStatus`, total) and one sentence for people per language
 * (`contract/i18n`, total). `retry` says whether the same call may succeed later without a change: an activity's failure
 * is non-retryable in Temporal when it may not.
 */
interface ErrorKind {
  readonly status: number;
  readonly retry: boolean;
}

export const errorKinds = {
  MALFORMED_BODY: { status: 400, retry: false },
  INVALID_INPUT: { status: 422, retry: false },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, retry: false },
  IDEMPOTENCY_KEY_REUSED: { status: 422, retry: false },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, retry: true },
  UNAUTHENTICATED: { status: 401, retry: false },
  WRONG_CREDENTIALS: { status: 401, retry: false },
  API_CREDENTIAL_WRONG: { status: 401, retry: false },
  FORBIDDEN: { status: 403, retry: false },
  CROSS_SITE: { status: 403, retry: false },
  SENDER_NOT_ALLOWED: { status: 403, retry: false },
  NOT_FOUND: { status: 404, retry: false },
  METHOD_NOT_ALLOWED: { status: 405, retry: false },
  PAYLOAD_TOO_LARGE: { status: 413, retry: false },
  UNSUPPORTED_FILE: { status: 415, retry: false },
  PHOTO_HEIC: { status: 415, retry: false },
  PHOTO_UNREADABLE: { status: 422, retry: false },
  PHOTO_TOO_LARGE_PIXELS: { status: 413, retry: false },
  RATE_LIMITED: { status: 429, retry: true },

  ACTION_NOT_ALLOWED: { status: 409, retry: false },
  VERSION_CONFLICT: { status: 409, retry: true },
  OWN_PROPOSAL: { status: 403, retry: false },
  ORDER_ALREADY_PAID: { status: 409, retry: false },
  NOTE_REQUIRED: { status: 422, retry: false },

  CART_EMPTY: { status: 409, retry: false },
  CART_PRICE_CHANGED: { status: 409, retry: false },
  CHECKOUT_ALREADY_DECIDED: { status: 409, retry: false },
  OWN_CHECKOUT: { status: 403, retry: false },
  AGREEMENT_INACTIVE: { status: 409, retry: false },
  TECHNICAL_GUIDE_MISSING: { status: 409, retry: false },
  INSTITUTION_SUSPENDED: { status: 409, retry: false },
  PRODUCT_NOT_ORDERABLE: { status: 409, retry: false },
  TARIFF_MISSING: { status: 409, retry: false },
  QUANTITY_OUT_OF_RANGE: { status: 422, retry: false },
  QUOTA_EXHAUSTED: { status: 409, retry: false },
  MATCHING_FILE_REFUSED: { status: 422, retry: false },
  OLDER_VOUCHER_FIRST: { status: 409, retry: false },
  COMPLAINT_CLOSED_TOO_LONG: { status: 409, retry: false },
  OWN_HANDOVER: { status: 403, retry: false },
  HANDOVER_REVERSED: { status: 409, retry: false },
  DAILY_LIMIT_REACHED: { status: 409, retry: false },
  DISCLAIMER_UNSIGNED: { status: 409, retry: false },
  DISCLAIMER_CHANGED: { status: 409, retry: false },
  PRODUCTION_NOT_OPEN: { status: 409, retry: false },
  TRIAL_INCOMPLETE: { status: 409, retry: false },

  CREDENTIAL_REVOKED: { status: 409, retry: false },
  OWN_REGISTRATION: { status: 403, retry: false },
  BLOCKED_BY_STAFF: { status: 409, retry: false },
  TERMINAL_KNOWN: { status: 409, retry: false },
  TERMINAL_NOT_ALLOWED: { status: 403, retry: false },
  ADDRESS_NOT_ALLOWED: { status: 403, retry: false },

  SIMPONI_REFUSED: { status: 502, retry: false },
  SIMPONI_UNAVAILABLE: { status: 503, retry: true },
  BILLING_UNKNOWN_TO_SIMPONI: { status: 409, retry: false },
  DWH_REFUSED: { status: 502, retry: false },
  DWH_UNAVAILABLE: { status: 503, retry: true },
  DWH_JOB_UNKNOWN: { status: 409, retry: false },
  SIAK_REFUSED: { status: 502, retry: false },
  SIAK_UNAVAILABLE: { status: 503, retry: true },
  ACCESS_UNCERTAIN: { status: 503, retry: true },
  DOCUMENT_NOT_READY: { status: 409, retry: false },
  NOTICE_MALFORMED: { status: 400, retry: false },
  REPORT_COLUMNS: { status: 422, retry: false },
  REPORT_ROWS: { status: 422, retry: false },
  CASE_ALREADY_CLOSED: { status: 409, retry: false },

  REQUEST_TAKEN: { status: 409, retry: false },
  STEP_NOT_READY: { status: 409, retry: false },
  STEP_NOT_YOURS: { status: 409, retry: false },
  STEP_AT_DWH: { status: 409, retry: false },
  RESULT_NOT_FITTING: { status: 422, retry: false },
  REQUEST_NOT_RESUBMITTABLE: { status: 409, retry: false },
  REQUEST_ALREADY_FOLLOWED: { status: 409, retry: false },
  FEEDBACK_NOT_NOW: { status: 409, retry: false },
  FEEDBACK_TOO_LATE: { status: 409, retry: false },
  UNMASK_FIRST: { status: 403, retry: false },
  PHOTOS_DESTROYED: { status: 410, retry: false },
  CHALLENGE_FAILED: { status: 422, retry: false },
  TRACKING_NOT_FOUND: { status: 404, retry: false },
  LOOKUP_EXPIRED: { status: 410, retry: false },
  PROOF_CODE_WRONG: { status: 422, retry: false },
  TRAIL_ENDED: { status: 410, retry: false },
  TRAIL_LINE_UNKNOWN: { status: 404, retry: false },
  COMPLAINT_NOT_FOUND: { status: 404, retry: false },
  OUTCOME_REQUIRED: { status: 422, retry: false },

  EMAIL_TAKEN: { status: 409, retry: false },
  DUPLICATE: { status: 409, retry: false },
  INVITATION_INVALID: { status: 410, retry: false },
  PASSWORD_TOO_COMMON: { status: 422, retry: false },
  RESET_LINK_INVALID: { status: 410, retry: false },
  TOTP_CODE_WRONG: { status: 422, retry: false },
  TOTP_CODE_USED: { status: 409, retry: false },
  SIGN_IN_OVER: { status: 410, retry: false },
  TWO_FACTOR_REPLACEMENT_OVER: { status: 410, retry: false },
  TWO_FACTOR_MISSING: { status: 403, retry: false },
  TWO_FACTOR_MANDATORY: { status: 403, retry: false },
  OWN_ACCOUNT: { status: 403, retry: false },
  LAST_ADMINISTRATOR: { status: 409, retry: false },
  SETUP_ALREADY_DONE: { status: 409, retry: false },
  SETUP_TOKEN_INVALID: { status: 403, retry: false },

  WORKFLOW_UNAVAILABLE: { status: 503, retry: true },
  DATABASE_UNAVAILABLE: { status: 503, retry: true },
  STORAGE_UNAVAILABLE: { status: 503, retry: true },
  MAIL_UNAVAILABLE: { status: 503, retry: true },
  WHATSAPP_UNAVAILABLE: { status: 503, retry: true },
  WHATSAPP_REFUSED: { status: 502, retry: false },
  INTERNAL: { status: 500, retry: true },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;

export const errorCodes = Object.keys(errorKinds) as ErrorCode[];

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorKinds, value);

/** Values that a person's sentence names: `{state}`, `{max}`, ... Never personal data. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** One wrong field of an input; `path` is dotted, `code` has a sentence in i18n (`fieldErrors`). */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly params?: ErrorParams;
}

export interface AppErrorOptions {
  /** For logs and developers, in English, without personal data. */
  readonly message?: string;
  readonly params?: ErrorParams;
  readonly errors?: readonly FieldError[];
  /** Machine-readable extras for the problem document, e.g. `{ state, allowed }`. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error class. People read the i18n sentence of its code, developers read `message`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly errors: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = options.params ?? {};
    this.errors = options.errors ?? [];
    this.details = options.details ?? {};
  }

  get status(): number {
    return errorKinds[this.code].status;
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;
