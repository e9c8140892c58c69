/**
 * Which product pays for which method, and which results cost a unit.
 *
 * Pure and without zod.
 */
import type { AccessMethod, AccessResult } from './codes.ts';

/** Code of the product whose quota an access uses. */
export const productOfMethod = {
  CALL_NIK: 'WEBSERVICE-NIK',
  CALL_VERIFY_BY_ELEMEN: 'WEBSERVICE-NIK',
  FACE_RECOGNITION: 'WEBSERVICE-FACE',
  LIHAT_DATA: 'WEBPORTAL-NIK',
  BANDINGKAN: 'WEBPORTAL-NIK',
  CEK_KTP: 'WEBPORTAL-NIK',
  PADANKAN: 'PEMADANAN-LENGKAP',
} as const satisfies Record<AccessMethod, string>;

/** Products that are used up by single lookups. */
export type MeteredProduct = (typeof productOfMethod)[AccessMethod];

/**
 * Whether a result costs a unit: `always`, `never`, or as the setting `CHARGE_NOT_FOUND` says. The registry answered in
 * every case but the last two: a photo without a face was not compared, and a failure is never paid for.
 */
export const chargeOf = {
  DATA: 'always',
  COMPARED: 'always',
  DECEASED: 'always',
  DOUBLE: 'always',
  INACTIVE: 'always',
  NOT_FOUND: 'bySetting',
  NO_FACE: 'never',
  FAILED: 'never',
} as const satisfies Record<AccessResult, 'always' | 'never' | 'bySetting'>;

export const isCharged = (result: AccessResult, chargeNotFound: boolean): boolean =>
  chargeOf[result] === 'always' || (chargeOf[result] === 'bySetting' && chargeNotFound);
