import { accounts } from './id/accounts.ts';
import { audit } from './id/audit.ts';
import { citizen } from './id/citizen.ts';
import { complaints } from './id/complaints.ts';
import { documents } from './id/documents.ts';
import { duties } from './id/duties.ts';
import { dwh } from './id/dwh.ts';
import { errors, fieldErrors } from './id/errors.ts';
import { institutions } from './id/institutions.ts';
import { mails } from './id/mails.ts';
import { monitoring } from './id/monitoring.ts';
import { actors, orders } from './id/orders.ts';
import { portal } from './id/portal.ts';
import { reports } from './id/reports.ts';
import { requests } from './id/requests.ts';
import { revenue } from './id/revenue.ts';
import { system } from './id/system.ts';
import { terminals } from './id/terminals.ts';
import { trail } from './id/trail.ts';
import { trial } from './id/trial.ts';
import { validity } from './id/validity.ts';
import { whatsapp } from './id/whatsapp.ts';

/** Every text for people in Indonesian, the language of the forms; `en.ts` says the same in English. */
export const id = {
  errors,
  fieldErrors,
  orders,
  actors,
  accounts,
  audit,
  citizen,
  complaints,
  documents,
  duties,
  dwh,
  institutions,
  mails,
  monitoring,
  reports,
  portal,
  requests,
  revenue,
  system,
  trail,
  terminals,
  trial,
  validity,
  whatsapp,
} as const;
