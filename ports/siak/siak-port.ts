import { FaceAnswer, maxFaceBytes, PersonAnswer, type SiakAbsence } from '#contract/external/siak';
import type { PersonRecord } from '#contract/metering/person';
import { AppError } from '#contract/shared/errors';
import { createSiakCaller, type SiakCallOptions, type SiakHealth } from './call.ts';

export type SiakPortOptions = SiakCallOptions;

/** What SIAK knows under a NIK. `found` is personal data: answered to whoever may have it, stored and logged nowhere. */
export type SiakReading =
  | { readonly kind: 'found'; readonly person: PersonRecord }
  | { readonly kind: 'absent'; readonly absence: SiakAbsence };

/** `score`: 0 to 100. `noFace`: the photo shows no face, or more than one. */
export type FaceReading =
  | { readonly kind: 'compared'; readonly score: number }
  | { readonly kind: 'noFace' }
  | { readonly kind: 'absent'; readonly absence: SiakAbsence };

/**
 * The client of SIAK. Reading changes nothing there, so every call may be repeated. `institution` is the id of whoever
 * the call is made for: institutions take turns, so that a busy one holds nobody up. Throws
 * - `SIAK_UNAVAILABLE`: nothing is known. `details.reason`: `timeout`, `connection`, `http`, `tooLong`, `unreadable`;
 *   `open` (the circuit breaker spares SIAK, which failed a moment ago) or `busy` (no turn came), where nothing was sent;
 * - `SIAK_REFUSED`: SIAK does not take our calls, and the same one would be refused again. `details.siakCode`, if known.
 *
 * No error and no log line holds the NIK, the photo or anything of the answer.
 *
 * Made once per process: breaker, turns and connections are shared by all its calls.
 */
export interface SiakPort {
  readPerson(institution: string, nik: string): Promise<SiakReading>;
  /** `photo`: JPEG or PNG of at most `maxFaceBytes`; it is sent and kept nowhere. */
  compareFace(institution: string, nik: string, photo: Uint8Array): Promise<FaceReading>;
  /** Whether SIAK takes calls with our token now, past breaker and turns; never throws. */
  isReachable(): Promise<boolean>;
  health(): SiakHealth;
  /** Ends the connections. */
  close(): Promise<void>;
}

/** Builds the client of SIAK from its settings. */
export function createSiakPort(options: SiakPortOptions): SiakPort {
  const caller = createSiakCaller(options);
  return {
    async readPerson(institution, nik) {
      requireNik(nik);
      const answer = await caller.ask<PersonAnswer>(institution, {
        call: 'person',
        body: { nik },
        schema: PersonAnswer,
        // An answer about another person is none.
        fits: (said) => said.status !== 'FOUND' || said.person.nik === nik,
      });
      return answer.status === 'FOUND'
        ? { kind: 'found', person: answer.person }
        : { kind: 'absent', absence: answer.status };
    },

    async compareFace(institution, nik, photo) {
      requireNik(nik);
      if (photo.byteLength === 0 || photo.byteLength > maxFaceBytes)
        throw new AppError('INVALID_INPUT', { message: `a photo of ${photo.byteLength} bytes` });
      const body = { nik, photo: Buffer.from(photo).toString('base64') };
      const answer = await caller.ask<FaceAnswer>(institution, { call: 'face', body, schema: FaceAnswer });
      if (answer.status === 'COMPARED') return { kind: 'compared', score: answer.score };
      if (answer.status === 'NO_FACE') return { kind: 'noFace' };
      return { kind: 'absent', absence: answer.status };
    },

    isReachable: caller.isReachable,
    health: caller.health,
    close: caller.close,
  };
}

/** Our own fault, found before the call. */
function requireNik(nik: string): void {
  if (/^\d{16}$/.test(nik)) return;
  throw new AppError('INVALID_INPUT', {
    message: 'nik is not 16 digits',
    errors: [{ path: 'nik', code: 'BAD_NIK' }],
  });
}
