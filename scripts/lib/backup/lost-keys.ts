/** What a restore without a key needs to say. */
interface LostKey {
  /** The option of `npm run restore` by which whoever restores says that the key is lost. */
  readonly option: string;
  readonly consequence: string;
}

/**
 * Keys that nothing in a backup is sealed with but what can be made anew, by the setting that holds them: a restore can do
 * without, when whoever restores says so. Without any other key nobody could read what is restored.
 */
export const mayBeLost = {
  DOCUMENT_SIGNING_KEY: {
    option: 'without-signing-key',
    consequence:
      'documents that were made before can no longer be checked against the new key, so the public page calls them not genuine',
  },
  AUTH_SECRET: {
    option: 'without-auth-secret',
    consequence:
      'everybody signs in again, and whoever has an authenticator app cannot before it is reset (docs/OPERATIONS.md, People)',
  },
} as const satisfies Readonly<Record<string, LostKey>>;

/** A setting whose key may be lost. */
export type LosableKey = keyof typeof mayBeLost;

export const losableKeys = Object.keys(mayBeLost) as LosableKey[];

export const isLosable = (setting: string): setting is LosableKey => setting in mayBeLost;
