import { audit } from '#contract/i18n/id/audit';
import { consoleTexts } from '#contract/i18n/id/console';
import { errors, fieldErrors } from '#contract/i18n/id/errors';
import { actors, orders } from '#contract/i18n/id/orders';
import { reactAdmin } from '#contract/i18n/id/react-admin';

/** Everything that the console says in Indonesian; its own chunk, so that one language is loaded at a time. */
export const bundle = {
  audit,
  errors,
  fieldErrors,
  orders,
  actors,
  console: consoleTexts,
  ra: reactAdmin,
} as const;
