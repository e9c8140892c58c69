import { z } from 'zod';
import type { DeliveryStatus } from '../shared/delivery.ts';

/**
 * WhatsApp Cloud API in its own spelling: the message that we send, its answer, and what it pushes to our webhook.
 * Source: Meta's public documentation (Cloud API: Messages, Webhooks, Error Codes).
 */

export const whatsappMessagesPath = (version: string, phoneNumberId: string): string =>
  `/${version}/${phoneNumberId}/messages`;

/** Approved texts are written in Indonesian. */
export const whatsappLanguage = 'id';

const TextParameter = z.object({ type: z.literal('text'), text: z.string().min(1) });

const BodyComponent = z.object({ type: z.literal('body'), parameters: z.array(TextParameter) });
/** The end of the address behind a template's button. */
const ButtonComponent = z.object({
  type: z.literal('button'),
  sub_type: z.literal('url'),
  index: z.string(),
  parameters: z.array(TextParameter).length(1),
});

/** Body of `POST /{version}/{phone-number-id}/messages`: the only kind that is taken when the person did not write first. */
export const SendTemplateMessage = z.object({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  /** E.164; the plus sign may be missing. */
  to: z.string().regex(/^\+?[1-9]\d{6,14}$/),
  type: z.literal('template'),
  template: z.object({
    name: z.string(),
    language: z.object({ code: z.string() }),
    components: z.array(z.discriminatedUnion('type', [BodyComponent, ButtonComponent])).default([]),
  }),
  /** Ours; comes back with every report about this message. */
  biz_opaque_callback_data: z.string().max(512).optional(),
});
export type SendTemplateMessage = z.infer<typeof SendTemplateMessage>;

export interface TemplateCall {
  /** E.164 with its plus sign. */
  readonly to: string;
  readonly template: string;
  readonly parameters: readonly string[];
  /** Ends of the addresses of the template's buttons, in their order. */
  readonly buttons?: readonly string[];
  readonly reference?: string;
}

export function encodeTemplateMessage(call: TemplateCall): SendTemplateMessage {
  const { to, template, parameters, buttons = [], reference } = call;
  const texts = (values: readonly string[]) => values.map((text) => ({ type: 'text' as const, text }));
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'template',
    template: {
      name: template,
      language: { code: whatsappLanguage },
      components: [
        { type: 'body', parameters: texts(parameters) },
        ...buttons.map((suffix, index) => ({
          type: 'button' as const,
          sub_type: 'url' as const,
          index: String(index),
          parameters: texts([suffix]),
        })),
      ],
    },
    ...(reference === undefined ? {} : { biz_opaque_callback_data: reference }),
  };
}

/** Answer with status 200. */
export const SendAnswer = z.object({
  messages: z.array(z.object({ id: z.string().min(1).max(512) })).min(1),
});

/** Every refusal, with an HTTP status that says little; the code decides. */
export const ErrorAnswer = z.object({
  error: z.object({
    message: z.string().optional(),
    type: z.string().optional(),
    code: z.int(),
    error_subcode: z.int().optional(),
    fbtrace_id: z.string().optional(),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

/**
 * Codes that speak of this one message or its recipient: sending it again brings the same. All others (rate limits, an
 * expired token, trouble at WhatsApp) end, or are ended by somebody here, and the message is sent later.
 */
export const whatsappRefusalCodes: Readonly<Record<number, Refusal>> = {
  100: { about: 'text', meaning: 'invalid parameter' },
  131008: { about: 'text', meaning: 'a parameter is missing' },
  131009: { about: 'text', meaning: 'a parameter has a wrong value' },
  131021: { about: 'number', meaning: 'recipient is the sender' },
  131026: { about: 'number', meaning: 'message undeliverable: not on WhatsApp' },
  131030: { about: 'number', meaning: 'recipient is not on the list of a test number' },
  131047: { about: 'number', meaning: 'more than 24 hours since the person wrote, and no template' },
  131050: { about: 'number', meaning: 'the person stopped our messages' },
  131051: { about: 'text', meaning: 'unsupported kind of message' },
  132000: { about: 'text', meaning: 'number of parameters does not match the template' },
  132001: { about: 'text', meaning: 'template does not exist in this language' },
  132005: { about: 'text', meaning: 'text is too long' },
  132007: { about: 'text', meaning: 'text breaks the rules of characters' },
  132012: { about: 'text', meaning: 'form of a parameter does not match the template' },
  132016: { about: 'text', meaning: 'template was disabled' },
  132018: { about: 'text', meaning: 'a parameter has line breaks or too many spaces' },
  135000: { about: 'text', meaning: 'generic error in the parameters' },
};

/** What would have to change for the message to be taken: the number, or what it says. */
export type RefusalAbout = 'number' | 'text';

interface Refusal {
  readonly about: RefusalAbout;
  readonly meaning: string;
}

/** What the webhook's GET is asked with when it is registered. */
export const WebhookChallenge = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.verify_token': z.string(),
  'hub.challenge': z.string().max(1_000),
});

/** Header with `sha256=<hex>`: HMAC-SHA256 with the app's secret over the body, byte for byte. */
export const signatureHeader = 'x-hub-signature-256';

const StatusReport = z.object({
  id: z.string().min(1).max(512),
  status: z.string(),
  /** Seconds since 1970. */
  timestamp: z.string().regex(/^\d{1,12}$/),
  errors: z.array(z.object({ code: z.int() })).optional(),
  biz_opaque_callback_data: z.string().optional(),
});

/** Body of the webhook's POST. Much else comes by it (incoming messages, news of templates): taken and not read. */
export const WebhookBody = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      changes: z
        .array(
          z.object({
            field: z.string().optional(),
            value: z.object({
              statuses: z.array(z.unknown()).optional(),
              messages: z.array(z.unknown()).optional(),
            }),
          }),
        )
        .default([]),
    }),
  ),
});

/** One report about one sent message. */
export interface DeliveryReport {
  readonly wamid: string;
  readonly status: DeliveryStatus;
  /** By WhatsApp's clock, UTC. */
  readonly at: Date;
  /** Of a failed one. */
  readonly errorCode: number | null;
  /** What would have to change for it to arrive; null where the code does not say. */
  readonly about: RefusalAbout | null;
  /** What we sent along as `reference`. */
  readonly reference: string | null;
}

const statusOf: Readonly<Record<string, DeliveryStatus>> = {
  sent: 'SENT',
  delivered: 'DELIVERED',
  read: 'READ',
  failed: 'FAILED',
};

/** The reports in a webhook's body, in its order; null when it is no such body. A report of another kind is passed over. */
export function readDeliveryReports(body: unknown): DeliveryReport[] | null {
  const parsed = WebhookBody.safeParse(body);
  if (!parsed.success) return null;
  const changes = parsed.data.entry.flatMap((entry) => entry.changes);
  return changes.flatMap(({ value }) => value.statuses ?? []).flatMap(readReport);
}

function readReport(value: unknown): DeliveryReport[] {
  const parsed = StatusReport.safeParse(value);
  const status =
    parsed.success && Object.hasOwn(statusOf, parsed.data.status) && statusOf[parsed.data.status];
  if (!parsed.success || !status) return [];
  const { id, timestamp, errors, biz_opaque_callback_data: reference } = parsed.data;
  const errorCode = errors?.[0]?.code ?? null;
  return [
    {
      wamid: id,
      status,
      at: new Date(Number(timestamp) * 1_000),
      errorCode,
      about: (errorCode !== null && whatsappRefusalCodes[errorCode]?.about) || null,
      reference: reference ?? null,
    },
  ];
}
