import { z } from 'zod';

/** What somebody needs to set up an authenticator app. Shown once. */
export const TwoFactorSetup = z.object({
  /** Base32, to type by hand. */
  key: z.string(),
  /** The same as a QR: fields a side, and its dark ones as the path of an SVG. */
  qr: z.object({ size: z.int(), path: z.string() }),
  backupCodes: z.array(z.string()),
});
export type TwoFactorSetup = z.infer<typeof TwoFactorSetup>;

/** The second factor of the signed-in person. */
export const TwoFactorState = z.object({
  enabled: z.boolean(),
  /** One of his roles must have it: as long as it is not on, nothing else is open to him. */
  required: z.boolean(),
  /** Backup codes that were not used yet; null without a second factor. */
  backupCodesLeft: z.int().min(0).nullable(),
});
export type TwoFactorState = z.infer<typeof TwoFactorState>;
