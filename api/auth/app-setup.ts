import { create as createQr } from 'qrcode';
import type { TwoFactorSetup } from '#contract/accounts/two-factor';

/** What the page shows of a new app, from its `otpauth:` address. */
export const setupOf = (uri: string, backupCodes: readonly string[]): TwoFactorSetup => ({
  key: new URL(uri).searchParams.get('secret') ?? '',
  qr: drawQr(uri),
  backupCodes: [...backupCodes],
});

/** The dark fields of the QR as one path of an SVG, a unit each: drawn by the page without an image. */
function drawQr(text: string): TwoFactorSetup['qr'] {
  const { size, data } = createQr(text, { errorCorrectionLevel: 'M' }).modules;
  const dark = [...data.keys()].filter((at) => data[at]);
  return { size, path: dark.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join('') };
}
