import type { Vault } from '#platform/vault';
import { nikIndex } from '../requests/sealed.ts';

/** The columns of a log row that hold what an access was about. */
export interface SealedAccess {
  readonly nikIndex: string;
  readonly nikSealed: string;
  readonly caseSealed: string | null;
}

const place = (requestId: string, what: 'nik' | 'case'): string => `access_log:${requestId}:${what}`;

/** Seals a row of the access log; its NIK has the same blind index as in requests. */
export const sealAccess = (
  vault: Vault,
  requestId: string,
  { nik, caseNumber }: { nik: string; caseNumber: string | null },
): SealedAccess => ({
  nikIndex: nikIndex(vault, nik),
  nikSealed: vault.seal(nik, place(requestId, 'nik')),
  caseSealed: caseNumber === null ? null : vault.seal(caseNumber, place(requestId, 'case')),
});

export const openAccessNik = (vault: Vault, row: { requestId: string; nikSealed: string }): string =>
  vault.open(row.nikSealed, place(row.requestId, 'nik'));

export const openAccessCase = (
  vault: Vault,
  row: { requestId: string; caseSealed: string | null },
): string | null =>
  row.caseSealed === null ? null : vault.open(row.caseSealed, place(row.requestId, 'case'));
