import { type ComplaintAction, saidToCitizen } from '#contract/complaints/lifecycle';
import { pagePaths } from '#contract/shared/pages';
import type { Transaction } from '#prisma/client';
import { noteWhatsappWithoutNumber, queueNotices, queueWhatsapp } from '../notices.ts';
import type { CitizenMail } from '../requests/citizen-notices.ts';
import { provenPhone } from '../trail/proofs.ts';

interface Complaint {
  readonly id: string;
  readonly number: string;
  readonly nikIndex: string;
  readonly institutionId: string;
}

interface Done {
  readonly action: ComplaintAction;
  /** The complaint's version after it: each act tells once. */
  readonly version: number;
  readonly now: Date;
}

/**
 * Queues what others hear of an act, in the transaction that records it: the citizen that the desk wrote to him, the
 * institution that it was asked. What was written stands on the pages alone.
 */
export async function tellOfComplaint(
  tx: Transaction,
  mail: CitizenMail,
  complaint: Complaint,
  done: Done,
): Promise<void> {
  if (saidToCitizen.includes(done.action)) await tellCitizen(tx, mail, complaint, done);
  if (done.action === 'forward') await tellInstitution(tx, complaint, done);
}

/**
 * Only to a number that an operator marked as proven for the complaint's NIK: whoever else has it would learn that there
 * is a complaint. Others look at the page by themselves, and the log says so.
 */
async function tellCitizen(
  tx: Transaction,
  { vault, dataKeys, publicUrl }: CitizenMail,
  { id, number, nikIndex }: Complaint,
  { version, now }: Done,
): Promise<void> {
  const phone = await provenPhone(tx, vault, nikIndex, now);
  const about = {
    template: 'pengaduan_dijawab',
    complaintId: id,
    dedupeKey: `complaint:${id}:${version}`,
  } as const;
  if (phone === null) return noteWhatsappWithoutNumber(tx, about, 'noProvenNumber');
  const parameters = [number, publicUrl + pagePaths.complaint()];
  await queueWhatsapp(tx, { ...about, phone, parameters }, dataKeys);
}

/** Its managers, who may read and answer it; the office where it has none. */
async function tellInstitution(
  tx: Transaction,
  { id, number, institutionId }: Complaint,
  { version }: Done,
): Promise<void> {
  const { name, email, users } = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    select: {
      ...{ name: true, email: true },
      users: {
        where: { disabledAt: null, roles: { some: { role: 'lembaga-admin' } } },
        select: { email: true },
      },
    },
  });
  const recipients = users.length > 0 ? users.map((user) => user.email) : [email];
  await queueNotices(
    tx,
    recipients.map((recipient) => ({
      ...{ template: 'COMPLAINT_FORWARDED', channel: 'EMAIL', recipient },
      params: { complaintId: id, number, institutionName: name },
      ...{ dedupeKey: `complaint:${id}:${version}:${recipient.toLowerCase()}`, complaintId: id },
    })),
  );
}
