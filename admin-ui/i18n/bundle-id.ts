import { audit } from '#contract/i18n/id/audit';
import { complaints } from '#contract/i18n/id/complaints';
import { consoleTexts } from '#contract/i18n/id/console';
import { accountPages } from '#contract/i18n/id/console-account';
import { deliveryPages } from '#contract/i18n/id/console-delivery';
import { reportPages } from '#contract/i18n/id/console-reports';
import { requestPages } from '#contract/i18n/id/console-requests';
import { tariffPages } from '#contract/i18n/id/console-tariffs';
import { terminalPages } from '#contract/i18n/id/console-terminals';
import { duties } from '#contract/i18n/id/duties';
import { dwh } from '#contract/i18n/id/dwh';
import { errors, fieldErrors } from '#contract/i18n/id/errors';
import { monitoring } from '#contract/i18n/id/monitoring';
import { actors, orders } from '#contract/i18n/id/orders';
import { portal } from '#contract/i18n/id/portal';
import { reactAdmin } from '#contract/i18n/id/react-admin';
import { reports } from '#contract/i18n/id/reports';
import { requests } from '#contract/i18n/id/requests';
import { terminals } from '#contract/i18n/id/terminals';
import { trail } from '#contract/i18n/id/trail';
import { trial } from '#contract/i18n/id/trial';
import { validity } from '#contract/i18n/id/validity';
import { whatsapp } from '#contract/i18n/id/whatsapp';

/** Everything that the console says in Indonesian; its own chunk, so that one language is loaded at a time. */
export const bundle = {
  audit,
  duties,
  dwh,
  complaints,
  errors,
  fieldErrors,
  monitoring,
  orders,
  actors,
  reports,
  requests,
  trail,
  terminals,
  trial,
  validity,
  whatsapp,
  console: consoleTexts,
  reportPages,
  requestPages,
  accountPages,
  deliveryPages,
  tariffPages,
  terminalPages,
  portal,
  ra: reactAdmin,
} as const;
