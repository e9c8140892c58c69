/** Closed lists of codes around metered access. The database keeps them as text; a test holds both sides together. */

export const credentialEnvironments = ['PRODUKSI', 'UJI'] as const;
export type CredentialEnvironment = (typeof credentialEnvironments)[number];

/** Products that a program of an institution may sign in for. */
export const credentialProducts = ['WEBSERVICE-NIK', 'WEBSERVICE-FACE'] as const;
export type CredentialProduct = (typeof credentialProducts)[number];

/** Derived, not kept: a credential opens until it is revoked. */
export const credentialStatuses = ['AKTIF', 'DICABUT'] as const;
export type CredentialStatus = (typeof credentialStatuses)[number];

/** Of networks and terminals. `DIBLOKIR` may be approved again; nothing is ever deleted. */
export const registrationStatuses = ['MENUNGGU', 'DISETUJUI', 'DIBLOKIR'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const isRegistrationStatus = (text: string): text is RegistrationStatus =>
  (registrationStatuses as readonly string[]).includes(text);

/** The way on which data left. */
export const accessChannels = ['WEB_SERVICE', 'WEB_PORTAL', 'PEMADANAN'] as const;
export type AccessChannel = (typeof accessChannels)[number];

/**
 * What was asked. `LIHAT_DATA` and `BANDINGKAN` are the web portal's words for the web service's two methods;
 * `CEK_KTP` compares what a card says.
 */
export const accessMethods = [
  'CALL_NIK',
  'CALL_VERIFY_BY_ELEMEN',
  'FACE_RECOGNITION',
  'LIHAT_DATA',
  'BANDINGKAN',
  'CEK_KTP',
  'PADANKAN',
] as const;
export type AccessMethod = (typeof accessMethods)[number];

/**
 * What came back from the registry. `FAILED`: nothing certain, by no fault of the caller. The four absences are
 * SIAK's (`contract/external/siak`).
 */
export const accessResults = [
  'DATA',
  'COMPARED',
  'DECEASED',
  'DOUBLE',
  'NOT_FOUND',
  'INACTIVE',
  'NO_FACE',
  'FAILED',
] as const;
export type AccessResult = (typeof accessResults)[number];

/** What a method answers of a person who is found; the other results may come of any. */
export const foundResult: Readonly<Record<AccessMethod, AccessResult>> = {
  CALL_NIK: 'DATA',
  CALL_VERIFY_BY_ELEMEN: 'COMPARED',
  FACE_RECOGNITION: 'COMPARED',
  LIHAT_DATA: 'DATA',
  BANDINGKAN: 'COMPARED',
  CEK_KTP: 'COMPARED',
  PADANKAN: 'COMPARED',
};

/** Whether an access by this method may have this result. */
export const canResultIn = (method: AccessMethod, result: AccessResult): boolean =>
  (result !== 'DATA' && result !== 'COMPARED') || result === foundResult[method];

/**
 * What an access cost. DEBITED: one unit. REPEATED: an idempotency key that paid before; none. FREE: by rule; none. The
 * other three gave nothing out: KEY_REUSED (a known key with another question), EXHAUSTED (no unit left), DAILY_LIMIT.
 */
export const accessOutcomes = [
  'DEBITED',
  'REPEATED',
  'FREE',
  'KEY_REUSED',
  'EXHAUSTED',
  'DAILY_LIMIT',
] as const;
export type AccessOutcome = (typeof accessOutcomes)[number];

/** Whether the answer may leave. */
export const releasesData: Readonly<Record<AccessOutcome, boolean>> = {
  DEBITED: true,
  REPEATED: true,
  FREE: true,
  KEY_REUSED: false,
  EXHAUSTED: false,
  DAILY_LIMIT: false,
};

/** Why a call was turned away before anything was read. Counted by hour, not logged one by one. */
export const accessRefusalReasons = [
  'WRONG_SECRET',
  'FOREIGN_INSTITUTION',
  'CREDENTIAL_REVOKED',
  'ADDRESS_NOT_ALLOWED',
  'TERMINAL_NOT_ALLOWED',
  'INSTITUTION_SUSPENDED',
  'AGREEMENT_INACTIVE',
  'TECHNICAL_GUIDE_MISSING',
  'PRODUCTION_NOT_OPEN',
  'METHOD_NOT_ALLOWED',
  'RATE_LIMITED',
  'QUOTA_EXHAUSTED',
  'MALFORMED',
  'UPSTREAM_UNAVAILABLE',
] as const;
export type AccessRefusalReason = (typeof accessRefusalReasons)[number];

/** What an operator looks somebody up for; the juknis names the same. */
export const accessPurposes = [
  'PEMBUKAAN_REKENING',
  'KREDIT',
  'KLAIM',
  'PELAYANAN_PUBLIK',
  'PENEGAKAN_HUKUM',
  'PEMUTAKHIRAN_DATA',
  'LAINNYA',
] as const;
export type AccessPurpose = (typeof accessPurposes)[number];
