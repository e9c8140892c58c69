import type { DatabaseReader, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

/** A signature under the form disclaimer, as it is to be kept. */
export interface DisclaimerSignature {
  readonly actor: ActingPerson;
  readonly institution: { readonly id: string; readonly name: string };
  readonly version: string;
  /** The name as he typed it. */
  readonly signature: string;
  readonly terminal: { readonly terminalId: string; readonly branch: string | null };
  readonly requestId: string;
  readonly at: Date;
}

/** Keeps a signature and writes it to the audit trail. Nothing is ever changed: signing again is a new row. */
export async function signDisclaimer(
  tx: Transaction,
  signed: DisclaimerSignature,
): Promise<{ signedAt: Date }> {
  const { actor, institution, terminal, version } = signed;
  const row = await tx.portalDisclaimer.create({
    data: {
      personId: actor.id,
      personName: actor.name,
      institutionId: institution.id,
      institutionName: institution.name,
      branch: terminal.branch,
      version,
      signature: signed.signature,
      terminalId: terminal.terminalId,
      address: actor.address ?? null,
      requestId: signed.requestId,
      signedAt: signed.at,
    },
  });
  await writeAudit(tx, {
    event: 'PORTAL_DISCLAIMER_SIGNED',
    actor,
    subjectType: 'USER',
    subjectId: actor.id,
    institutionId: institution.id,
    details: { version, disclaimerId: row.id, terminalId: terminal.terminalId },
  });
  return row;
}

/** The newest signature of a person for his institution; another institution's binds him to nothing here. */
export const newestDisclaimer = (db: DatabaseReader, personId: string, institutionId: string) =>
  db.portalDisclaimer.findFirst({ where: { personId, institutionId }, orderBy: { signedAt: 'desc' } });
