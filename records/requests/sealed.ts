import type { CorrectedField } from '#contract/requests/codes';
import type { Vault } from '#platform/vault';

/**
 * Where each piece of a request's personal data lies. A sealed value opens in its own place only, so what was copied to
 * another request's row, or to another column, stays closed.
 */
const place = (requestId: string, what: string): string => `sync_request:${requestId}:${what}`;

/** What a person filed, in full. */
export interface PersonalData {
  readonly name: string;
  readonly nik: string;
  readonly noKk: string;
  /** E.164, or null for somebody without WhatsApp. */
  readonly phone: string | null;
  readonly problem: string;
}

/** The columns of `SyncRequest` that hold it. */
export interface SealedColumns {
  readonly nameSealed: string;
  readonly nikSealed: string;
  readonly nikIndex: string;
  readonly kkSealed: string;
  readonly kkIndex: string;
  readonly phoneSealed: string | null;
  readonly problemSealed: string;
}

/** Blind index of a NIK: rows with the same NIK hold the same. */
export const nikIndex = (vault: Vault, nik: string): string => vault.index(nik, 'NIK');
/** Blind index of a KK number. */
export const kkIndex = (vault: Vault, noKk: string): string => vault.index(noKk, 'KK');

export const sealPersonal = (vault: Vault, requestId: string, data: PersonalData): SealedColumns => ({
  nameSealed: vault.seal(data.name, place(requestId, 'name')),
  nikSealed: vault.seal(data.nik, place(requestId, 'nik')),
  nikIndex: nikIndex(vault, data.nik),
  kkSealed: vault.seal(data.noKk, place(requestId, 'kk')),
  kkIndex: kkIndex(vault, data.noKk),
  phoneSealed: data.phone === null ? null : vault.seal(data.phone, place(requestId, 'phone')),
  problemSealed: vault.seal(data.problem, place(requestId, 'problem')),
});

type Sealed = { readonly id: string } & Omit<SealedColumns, 'nikIndex' | 'kkIndex'>;

export const openName = (vault: Vault, row: Pick<Sealed, 'id' | 'nameSealed'>): string =>
  vault.open(row.nameSealed, place(row.id, 'name'));
export const openNik = (vault: Vault, row: Pick<Sealed, 'id' | 'nikSealed'>): string =>
  vault.open(row.nikSealed, place(row.id, 'nik'));
export const openKk = (vault: Vault, row: Pick<Sealed, 'id' | 'kkSealed'>): string =>
  vault.open(row.kkSealed, place(row.id, 'kk'));
export const openPhone = (vault: Vault, row: Pick<Sealed, 'id' | 'phoneSealed'>): string | null =>
  row.phoneSealed === null ? null : vault.open(row.phoneSealed, place(row.id, 'phone'));

export const openPersonal = (vault: Vault, row: Sealed): PersonalData => ({
  name: openName(vault, row),
  nik: openNik(vault, row),
  noKk: openKk(vault, row),
  phone: openPhone(vault, row),
  problem: vault.open(row.problemSealed, place(row.id, 'problem')),
});

/** Notes and inputs of acts may name people: they lie sealed in histories and intents. */
export const sealNote = (vault: Vault, requestId: string, note: string | null): string | null =>
  note === null ? null : vault.seal(note, place(requestId, 'note'));
export const openNote = (vault: Vault, requestId: string, sealed: string | null): string | null =>
  sealed === null ? null : vault.open(sealed, place(requestId, 'note'));

/** A field that an officer corrected, with both values in full; null: there was, or is, none. */
export interface CorrectedValue {
  readonly field: CorrectedField;
  readonly before: string | null;
  readonly after: string | null;
}
const correction = (version: number): string => `correction:${version}`;
export const sealCorrection = (
  vault: Vault,
  requestId: string,
  version: number,
  values: readonly CorrectedValue[],
): string => vault.seal(JSON.stringify(values), place(requestId, correction(version)));
export const openCorrection = (
  vault: Vault,
  requestId: string,
  version: number,
  sealed: string,
): CorrectedValue[] =>
  JSON.parse(vault.open(sealed, place(requestId, correction(version)))) as CorrectedValue[];

export const sealInput = (vault: Vault, requestId: string, input: unknown): string =>
  vault.seal(JSON.stringify(input), place(requestId, 'input'));
export const openInput = (vault: Vault, requestId: string, sealed: string): unknown =>
  JSON.parse(vault.open(sealed, place(requestId, 'input')));
