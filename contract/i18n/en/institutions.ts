import type { institutions as id } from '../id/institutions.ts';
import type { Translated } from '../translated.ts';

/** The list of institutions as a file. */
export const institutions: Translated<typeof id> = {
  csv: [
    'Code',
    'Name',
    'Category',
    'E-mail',
    'Phone',
    'NPWP',
    'PKS',
    'PKS ends',
    'Number of the juknis',
    'Date of the juknis',
    'Status',
  ],
  agreement: { active: 'Active', ended: 'Ended', none: 'None yet' },
  status: { active: 'Active', suspended: 'Suspended' },
};
