import { texts } from '#contract/i18n/index';
import type { RequestMove, StepMove } from '#contract/requests/moves';
import type { StepResult } from '#contract/requests/steps';
import type { WhatsappTemplate } from '#contract/shared/delivery';
import { pagePaths } from '#contract/shared/pages';
import type { KeyRing } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { Transaction } from '#prisma/client';
import { noteWhatsappWithoutNumber, queueWhatsapp } from '../notices.ts';
import { openPhone } from './sealed.ts';

/** What messages to citizens are made with. */
export interface CitizenMail {
  readonly vault: Vault;
  readonly dataKeys: KeyRing;
  readonly publicUrl: string;
}

interface Addressee {
  readonly id: string;
  readonly code: string;
  readonly phoneSealed: string | null;
}

/** A message as WhatsApp approved it: the template and what stands in it after the code. */
interface News {
  readonly template: WhatsappTemplate;
  /** Status and sentence of `pengajuan_status`. */
  readonly words: readonly string[];
}

const words = texts('id').requests;

/** Results of a failed step after which the citizen has something to do or to read; with the others he only waits. */
const askedOfCitizen: readonly StepResult[] = [
  'PERLU_PEREKAMAN',
  'AJUKAN_HAPUS_DUPLIKAT',
  'BIOMETRIK_ANOMALI',
  'PERLU_PERBAIKAN_DI_DINAS',
  'NIK_TIDAK_DITEMUKAN',
  'LAINNYA',
];

/** What the citizen hears of a move of his request; null: it is no news to him. */
export function newsOfRequest({ action, to }: RequestMove): News | null {
  if (action === 'moveDeadline' || action === 'wishToStop') return null;
  if (action === 'complete') return { template: 'pengajuan_selesai', words: [] };
  if (action === 'cancel') return { template: 'pengajuan_dibatalkan', words: [] };
  const sentence = words.newsForCitizen[action] ?? words.statusHelp[to];
  return { template: 'pengajuan_status', words: [words.status[to], sentence] };
}

/** Likewise of a step. */
export function newsOfStep({ step, action, to }: StepMove, result: StepResult | null): News | null {
  if (action !== 'fail' || !result || !askedOfCitizen.includes(result)) return null;
  const status = `${words.step[step]}: ${words.stepStatus[to]}`;
  return { template: 'pengajuan_status', words: [status, words.resultForCitizen[result]] };
}

/**
 * Queues a message to the citizen in the transaction that causes it, once for each version. It names the code alone:
 * the secret of his link is not known to us any more. For somebody who left no number the log says so.
 */
export async function tellCitizen(
  tx: Transaction,
  { vault, dataKeys, publicUrl }: CitizenMail,
  request: Addressee,
  { news, version }: { news: News; version: number },
): Promise<void> {
  const { template, words } = news;
  const dedupeKey = `request:${request.id}:${version}:${template}`;
  const phone = openPhone(vault, request);
  if (!phone) return noteWhatsappWithoutNumber(tx, { template, requestId: request.id, dedupeKey });
  const link = publicUrl + pagePaths.tracking(request.code);
  const parameters = [request.code, ...words, link];
  await queueWhatsapp(tx, { template, phone, parameters, requestId: request.id, dedupeKey }, dataKeys);
}
