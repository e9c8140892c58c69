import type { accounts as id } from '../id/accounts.ts';
import type { Translated } from '../translated.ts';

export const accounts: Translated<typeof id> = {
  defaultUnit: 'Ditjen Dukcapil',
  anonymous: 'Not signed in',
  setup: {
    title: 'There is no administrator yet.',
    open: 'Open {link} to make the first administrator. The link works once.',
  },
  status: { AKTIF: 'Active', NONAKTIF: 'Disabled', DIUNDANG: 'Invited' },
};
