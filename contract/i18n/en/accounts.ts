import type { accounts as id } from '../id/accounts.ts';
import type { Translated } from '../translated.ts';

export const accounts: Translated<typeof id> = {
  defaultUnit: 'Ditjen Dukcapil',
  anonymous: 'Not signed in',
  setup: {
    title: 'There is no administrator yet.',
    open: 'Open {link} and enter the setup code {token} to make the first administrator. The code works once, for {hours} hours.',
  },
  status: { AKTIF: 'Active', NONAKTIF: 'Disabled', DIUNDANG: 'Invited' },
  /** Columns of the audit trail's export. */
  auditColumns: [
    'Time (UTC)',
    'Event',
    'Event code',
    'Actor',
    'Unit',
    'Roles',
    'Actor id',
    'Network address',
    'Subject',
    'Subject id',
    'Institution id',
    'Outcome',
    'Details',
    'Request id',
    'Number',
  ],
};
