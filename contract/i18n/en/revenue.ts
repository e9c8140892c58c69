import type { revenue as id } from '../id/revenue.ts';
import type { Translated } from '../translated.ts';

export const revenue: Translated<typeof id> = {
  missingColumns: 'columns {names} were not found',
  unreadable: 'it is no CSV table',
  explained: "Closed by the system: SIMPONI's report and the books agree now.",
};
