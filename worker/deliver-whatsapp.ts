import { texts } from '#contract/i18n/index';
import type { WhatsappTemplate } from '#contract/shared/delivery';
import { isAppError } from '#contract/shared/errors';
import { DecryptionError, type KeyRing } from '#platform/crypto';
import type { WhatsappPort } from '#ports/whatsapp/whatsapp-port';
import type { Database } from '#prisma/client';
import { isOvertaken } from '#records/requests/overtaken';
import { isPastUse, openWhatsapp, withoutSealed } from '#records/whatsapp-notice';
import type { Carrier } from './deliverer.ts';

export interface WhatsappDeps {
  readonly db: Database;
  /** Null: WhatsApp is not set up, and every message is skipped with that reason. */
  readonly whatsapp: WhatsappPort | null;
  readonly dataKeys: KeyRing;
  readonly now: () => Date;
}

type Problem = keyof ReturnType<typeof texts>['whatsapp']['problem'];

/** Delivers messages by WhatsApp. What becomes of them after that comes by the webhook. */
export function whatsappCarrier({ db, whatsapp, dataKeys, now }: WhatsappDeps): Carrier {
  const problems = texts('id').whatsapp.problem;
  return {
    async whySkip(notice) {
      if (!whatsapp) return problems.notConfigured;
      if (isPastUse(notice.params, now())) return problems.expired;
      const { requestId } = notice;
      return requestId && (await isOvertaken(db, { ...notice, requestId })) ? problems.overtaken : null;
    },
    async send(notice) {
      if (!whatsapp) throw new Error('a message by WhatsApp was to be skipped');
      const { phone, parameters } = openWhatsapp(notice, dataKeys);
      const { wamid } = await whatsapp.send({
        to: phone,
        template: notice.template as WhatsappTemplate,
        parameters,
        reference: notice.id,
      });
      return { messageId: wamid };
    },
    judge(error) {
      const { problem, hopeless } = judge(error);
      return { reason: problems[problem], hopeless };
    },
    withoutSecrets: withoutSealed,
  };
}

function judge(error: unknown): { problem: Problem; hopeless: boolean } {
  // A key that is missing from the settings can be put back.
  if (error instanceof DecryptionError) return { problem: 'unreadable', hopeless: false };
  if (!isAppError(error)) return { problem: 'unavailable', hopeless: false };
  if (error.code === 'INVALID_INPUT') return { problem: 'unreadable', hopeless: true };
  if (error.code !== 'WHATSAPP_REFUSED') return { problem: 'unavailable', hopeless: false };
  return { problem: error.details.about === 'number' ? 'number' : 'text', hopeless: true };
}
