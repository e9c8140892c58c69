import { accounts } from './en/accounts.ts';
import { audit } from './en/audit.ts';
import { citizen } from './en/citizen.ts';
import { complaints } from './en/complaints.ts';
import { documents } from './en/documents.ts';
import { duties } from './en/duties.ts';
import { dwh } from './en/dwh.ts';
import { errors, fieldErrors } from './en/errors.ts';
import { institutions } from './en/institutions.ts';
import { mails } from './en/mails.ts';
import { monitoring } from './en/monitoring.ts';
import { actors, orders } from './en/orders.ts';
import { portal } from './en/portal.ts';
import { reports } from './en/reports.ts';
import { requests } from './en/requests.ts';
import { revenue } from './en/revenue.ts';
import { system } from './en/system.ts';
import { terminals } from './en/terminals.ts';
import { trail } from './en/trail.ts';
import { trial } from './en/trial.ts';
import { validity } from './en/validity.ts';
import { whatsapp } from './en/whatsapp.ts';
import type { id } from './id.ts';
import type { Translated } from './translated.ts';

export const en: Translated<typeof id> = {
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
};
