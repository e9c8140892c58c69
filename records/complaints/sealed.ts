import type { Vault } from '#platform/vault';

/** What people write into a complaint may name anybody: it lies sealed, each piece in its own place. */
const place = (complaintId: string, what: 'text' | 'note'): string =>
  `access_complaint:${complaintId}:${what}`;

export const sealComplaint = (vault: Vault, id: string, text: string): string =>
  vault.seal(text, place(id, 'text'));
export const openComplaint = (vault: Vault, row: { id: string; textSealed: string }): string =>
  vault.open(row.textSealed, place(row.id, 'text'));
export const sealComplaintNote = (vault: Vault, id: string, note: string | null): string | null =>
  note === null ? null : vault.seal(note, place(id, 'note'));
export const openComplaintNote = (vault: Vault, id: string, sealed: string | null): string | null =>
  sealed === null ? null : vault.open(sealed, place(id, 'note'));
