import {
  ErrorAnswer,
  encodeTemplateMessage,
  SendAnswer,
  whatsappMessagesPath,
  whatsappRefusalCodes,
} from '#contract/external/whatsapp';
import { whatsappTemplateTexts } from '#contract/external/whatsapp-templates';
import type { WhatsappTemplate } from '#contract/shared/delivery';
import { AppError } from '#contract/shared/errors';
import { ExchangeError, exchange, jsonOf } from '../shared/exchange.ts';

export interface WhatsappPortOptions {
  /** Base address; version, number and path are added. */
  readonly baseUrl: string;
  readonly version: string;
  /** Id of the sending number. */
  readonly phoneNumberId: string;
  readonly token: string;
  readonly timeoutMs: number;
}

export interface WhatsappMessage {
  /** E.164 with its plus sign. */
  readonly to: string;
  readonly template: WhatsappTemplate;
  /** What stands for {{1}}, {{2}}, … in the approved text. Line breaks become spaces: WhatsApp takes none here. */
  readonly parameters: readonly string[];
  /** Ends of the addresses of the template's buttons, in their order. */
  readonly buttons?: readonly string[];
  /** Ours, up to 512 characters, no personal data: comes back with each report about this message. */
  readonly reference?: string;
}

/**
 * Sends approved messages by WhatsApp. Throws
 * - `WHATSAPP_REFUSED`: this message or this number is refused for good; `details: {permanent: true, reasonCode, about}`;
 * - `WHATSAPP_UNAVAILABLE`: not sent now, or not known whether it was; `details: {permanent: false, reason, reasonCode?}`.
 *   The API has no key against repetition, so a message that is sent again may arrive twice;
 * - `INVALID_INPUT`: WhatsApp could not take such a message; found before the call.
 *
 * No error and no log line holds the number, a parameter or WhatsApp's words, which may repeat them.
 */
export interface WhatsappPort {
  /** Resolves when WhatsApp has taken the message, with its id there. What became of it comes by the webhook. */
  send(message: WhatsappMessage): Promise<{ wamid: string }>;
}

type Reason = 'timeout' | 'connection' | 'http' | 'tooLong' | 'unreadable' | 'refused';

/** Builds the client of the WhatsApp Cloud API. */
export function createWhatsappPort(options: WhatsappPortOptions): WhatsappPort {
  const { baseUrl, version, phoneNumberId } = options;
  const url = `${baseUrl.replace(/\/+$/, '')}${whatsappMessagesPath(version, phoneNumberId)}`;
  return {
    async send(message) {
      const { status, text } = await post(
        options,
        url,
        JSON.stringify(encodeTemplateMessage(checked(message))),
      );
      const answer = jsonOf(text);
      if (status === 200) {
        const sent = SendAnswer.safeParse(answer);
        const [first] = sent.success ? sent.data.messages : [];
        if (first) return { wamid: first.id };
        throw unavailable('unreadable', "WhatsApp's answer names no message");
      }
      const refused = ErrorAnswer.safeParse(answer);
      throw refused.success ? refusal(refused.data) : unavailable('http', `WhatsApp answered HTTP ${status}`);
    },
  };
}

/** As WhatsApp takes it, or `INVALID_INPUT`. */
function checked(message: WhatsappMessage): WhatsappMessage {
  if (!/^\+[1-9]\d{6,14}$/.test(message.to)) {
    throw new AppError('INVALID_INPUT', {
      message: 'the recipient of a WhatsApp message is no E.164 number',
    });
  }
  const parameters = message.parameters.map((text) => text.replace(/\s+/g, ' ').trim());
  const wanted = whatsappTemplateTexts[message.template].parameters.length;
  if (parameters.length !== wanted || parameters.some((text) => text === '')) {
    throw new AppError('INVALID_INPUT', {
      message: `${message.template} takes ${wanted} parameters that are not empty`,
    });
  }
  return { ...message, parameters };
}

function post(
  options: WhatsappPortOptions,
  url: string,
  body: string,
): Promise<{ status: number; text: string }> {
  return exchange({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
    body,
    timeoutMs: options.timeoutMs,
  }).catch((error: unknown) => {
    throw error instanceof ExchangeError ? unavailable(error.reason, `WhatsApp: ${error.message}`) : error;
  });
}

/** Subcode of 100 for a sending number that the token does not reach: our settings are wrong, not the message. */
const unknownSender = 33;

function refusal({ error }: ErrorAnswer): AppError {
  const { code, error_subcode: subcode } = error;
  const known = whatsappRefusalCodes[code];
  if (known === undefined || (code === 100 && subcode === unknownSender)) {
    return unavailable('refused', `WhatsApp does not send now (code ${code})`, code);
  }
  return new AppError('WHATSAPP_REFUSED', {
    message: `WhatsApp refused the message: ${known.meaning} (code ${code})`,
    details: { permanent: true, reasonCode: code, about: known.about },
  });
}

const unavailable = (reason: Reason, message: string, reasonCode?: number): AppError =>
  new AppError('WHATSAPP_UNAVAILABLE', {
    message,
    details: { permanent: false, reason, ...(reasonCode === undefined ? {} : { reasonCode }) },
  });
