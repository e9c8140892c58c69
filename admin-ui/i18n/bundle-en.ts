import { audit } from '#contract/i18n/en/audit';
import { complaints } from '#contract/i18n/en/complaints';
import { consoleTexts } from '#contract/i18n/en/console';
import { accountPages } from '#contract/i18n/en/console-account';
import { deliveryPages } from '#contract/i18n/en/console-delivery';
import { reportPages } from '#contract/i18n/en/console-reports';
import { requestPages } from '#contract/i18n/en/console-requests';
import { tariffPages } from '#contract/i18n/en/console-tariffs';
import { terminalPages } from '#contract/i18n/en/console-terminals';
import { duties } from '#contract/i18n/en/duties';
import { dwh } from '#contract/i18n/en/dwh';
import { errors, fieldErrors } from '#contract/i18n/en/errors';
import { monitoring } from '#contract/i18n/en/monitoring';
import { actors, orders } from '#contract/i18n/en/orders';
import { portal } from '#contract/i18n/en/portal';
import { reactAdmin } from '#contract/i18n/en/react-admin';
import { reports } from '#contract/i18n/en/reports';
import { requests } from '#contract/i18n/en/requests';
import { terminals } from '#contract/i18n/en/terminals';
import { trail } from '#contract/i18n/en/trail';
import { trial } from '#contract/i18n/en/trial';
import { validity } from '#contract/i18n/en/validity';
import { whatsapp } from '#contract/i18n/en/whatsapp';
import type { Bundle } from './texts.ts';

/** Everything that the console says in English. */
export const bundle: Bundle = {
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
};
