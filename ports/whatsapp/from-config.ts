import type { WhatsappConfig } from '#platform/config';
import { createWhatsappPort, type WhatsappPort } from './whatsapp-port.ts';

/** The client of WhatsApp as the settings describe it; null when they name none. */
export function whatsappFromConfig(config: WhatsappConfig): WhatsappPort | null {
  if (config.url === undefined) return null;
  const { url: baseUrl, version, phoneNumberId, token, timeoutMs } = config;
  return createWhatsappPort({ baseUrl, version, phoneNumberId, token, timeoutMs });
}
