import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { SendTemplateMessage, whatsappLanguage } from '#contract/external/whatsapp';
import {
  type ApprovedTemplate,
  renderWhatsappText,
  whatsappTemplateTexts,
} from '#contract/external/whatsapp-templates';
import type { WhatsappFaults } from './faults.ts';
import type { MessageStore, NewMessage, StoredMessage } from './messages.ts';
import type { AnnouncedStatus, Reporter } from './reporter.ts';

/** Who may send, as WhatsApp registered him. */
export interface Registration {
  readonly phoneNumberId: string;
  readonly token: string;
}

interface Parts {
  readonly store: MessageStore;
  readonly faults: WhatsappFaults;
  readonly reporter: Reporter;
  readonly registration: Registration;
}

/** A refusal in WhatsApp's words. */
class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | undefined;

  constructor(status: number, code: number, words: string, subcode?: number) {
    super(`(#${code}) ${words}`);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.subcode = subcode;
  }
}

/** `POST /{version}/{phone-number-id}/messages`, as well or as badly as it was told to. */
export function messageEndpoint(parts: Parts): RequestHandler {
  return async (request, response) => {
    try {
      checkCaller(parts.registration, request.get('authorization'), String(request.params['phoneNumberId']));
      const message = readMessage(request.body);
      if (!(await misbehave(parts.faults, message.to, response))) await take(parts, message, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answerRefusal(response, error);
    }
  };
}

function checkCaller(registration: Registration, authorization: string | undefined, sender: string): void {
  if (authorization !== `Bearer ${registration.token}`)
    throw new Refusal(401, 190, 'Invalid OAuth access token.');
  if (sender !== registration.phoneNumberId) {
    throw new Refusal(400, 100, 'Unsupported post request. Object does not exist.', 33);
  }
}

function readMessage(body: unknown): NewMessage {
  const parsed = SendTemplateMessage.safeParse(body);
  if (!parsed.success) throw new Refusal(400, 100, 'Invalid parameter');
  const { to, template, biz_opaque_callback_data: reference } = parsed.data;
  const approved = findTemplate(template.name, template.language.code);
  const parameters = template.components.flatMap((component) =>
    component.type === 'body' ? component.parameters.map(({ text }) => text) : [],
  );
  if (parameters.length !== approved.parameters.length) {
    throw new Refusal(400, 132000, 'Number of parameters does not match the expected number of params');
  }
  if (parameters.some((text) => /[\n\t]| {5}/.test(text))) {
    throw new Refusal(
      400,
      100,
      'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    );
  }
  return {
    to: `+${to.replace(/^\+/, '')}`,
    template: template.name,
    parameters,
    text: renderWhatsappText(approved, parameters),
    reference: reference ?? null,
  };
}

function findTemplate(name: string, language: string): ApprovedTemplate {
  const known: Readonly<Record<string, ApprovedTemplate>> = whatsappTemplateTexts;
  const template = Object.hasOwn(known, name) ? known[name] : undefined;
  if (
    !template ||
    language !== whatsappLanguage ||
    template.status === 'PENDING' ||
    template.status === 'REJECTED'
  ) {
    throw new Refusal(404, 132001, 'Template name does not exist in the translation');
  }
  if (template.status === 'PAUSED') throw new Refusal(400, 132015, 'Template is paused');
  if (template.status === 'DISABLED') throw new Refusal(400, 132016, 'Template is disabled');
  return template;
}

/** Faults that come instead of work, or before it. True when the answer is given. */
async function misbehave(faults: WhatsappFaults, number: string, response: Response): Promise<boolean> {
  if (faults.take({ number }, ['down'])) {
    response.status(503).type('text').send('Service Unavailable');
    return true;
  }
  const slow = faults.take({ number }, ['slow']);
  if (slow) await new Promise((resolve) => setTimeout(resolve, slow.ms).unref());
  if (faults.take({ number }, ['busy'])) throw new Refusal(429, 130429, 'Rate limit hit');
  const refuse = faults.take({ number }, ['refuse']);
  if (refuse) throw new Refusal(400, refuse.code, 'Message undeliverable');
  return false;
}

async function take(
  { store, faults, reporter }: Parts,
  asked: NewMessage,
  response: Response,
): Promise<void> {
  const message = await store.accept(asked);
  const occasion = { number: message.to };
  const answer = () => response.json(acceptance(message));
  const fate = fateOf(faults, message.to);
  const copies = faults.take(occasion, ['twice']) ? 2 : 1;
  if (faults.take(occasion, ['hasty'])) {
    await reporter.announce(message, fate, copies);
    answer();
    return;
  }
  // The message is on its way, the answer never comes: the connection ends with the caller's patience.
  if (!faults.take(occasion, ['loseAnswer'])) answer();
  // A store that fails or is closing costs reports, nothing else.
  await reporter.announce(message, fate, copies).catch(() => undefined);
}

/** What will be reported of a message, in this order; that it was read, only once somebody looks at the phone. */
function fateOf(faults: WhatsappFaults, number: string): readonly AnnouncedStatus[] {
  const failed = faults.take({ number }, ['failLater']);
  if (failed) return [{ status: 'SENT' }, { status: 'FAILED', errorCode: failed.code }];
  if (faults.take({ number }, ['silent'])) return [{ status: 'SENT' }];
  const order: AnnouncedStatus[] = [{ status: 'SENT' }, { status: 'DELIVERED' }];
  return faults.take({ number }, ['outOfOrder']) ? order.reverse() : order;
}

const acceptance = ({ wamid, to }: StoredMessage) => ({
  messaging_product: 'whatsapp',
  contacts: [{ input: to, wa_id: to.replace(/^\+/, '') }],
  messages: [{ id: wamid, message_status: 'accepted' }],
});

function answerRefusal(response: Response, { status, code, message, subcode }: Refusal): void {
  response.status(status).json({
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: randomBytes(8).toString('base64url'),
    },
  });
}
