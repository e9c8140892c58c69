import { texts } from '#contract/i18n/index';
import type { ActingPerson } from '#records/audit';

/** The citizen as histories and the audit trail write him: without a name, which stands sealed in his request. */
export function citizen({
  address,
  requestId,
}: {
  readonly address: string | null;
  readonly requestId: string | null;
}): ActingPerson {
  const { pemohon } = texts('id').actors;
  return { id: 'pemohon', name: pemohon, unit: pemohon, roles: ['pemohon'], address, requestId };
}
