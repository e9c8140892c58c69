import { isDisclaimerDue } from '#contract/metering/disclaimer';
import { whyNoAccess } from '#contract/metering/eligibility';
import { isAgreementActive } from '#contract/orders/eligibility';
import { AppError, isAppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import { newestDisclaimer } from '#records/metering/disclaimers';
import type { ApiDeps } from '../../shared/deps.ts';
import type { SignedInContext } from '../../shared/route.ts';
import { ownInstitution } from '../../shared/scope.ts';
import { requireTerminal } from '../manage/terminal-check.ts';

type Deps = Pick<ApiDeps, 'db' | 'config' | 'now'>;

/** The institution for which an operator asks, with what its juknis lets it read. */
export interface PortalInstitution {
  readonly id: string;
  readonly name: string;
  readonly elements: readonly string[];
}

export interface Terminal {
  readonly terminalId: string;
  readonly branch: string | null;
}

/**
 * Lets an operator on: his institution may read today, and he sits at an approved device in a registered network. Read
 * anew on each call. Throws the first of `AccessBar`, `TERMINAL_NOT_ALLOWED` and `ADDRESS_NOT_ALLOWED`.
 */
export async function admitOperator(
  context: SignedInContext,
): Promise<{ readonly institution: PortalInstitution; readonly terminal: Terminal }> {
  const institution = await requireAccess(context.deps, ownInstitution(context.actor));
  const { id, branch } = await requireTerminal(context);
  return { institution, terminal: { terminalId: id, branch } };
}

/** What `admitOperator` would throw, for a page that says it before anybody asks; null: nothing. */
export async function whyNotAdmitted(context: SignedInContext): Promise<AppError | null> {
  try {
    await admitOperator(context);
    return null;
  } catch (error) {
    if (isAppError(error) && error.status < 500) return error;
    throw error;
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

async function requireAccess({ db, now }: Deps, institutionId: string): Promise<PortalInstitution> {
  const row = await readPortalInstitution(db, institutionId);
  const today = dayKey(now());
  const agreements = row.agreements.map(({ startsOn, endsOn }) => ({
    startsOn: dayOf(startsOn),
    endsOn: dayOf(endsOn),
  }));
  const active = agreements.find((each) => isAgreementActive(each, today)) ?? null;
  const bar = whyNoAccess({
    today,
    suspended: row.suspendedAt !== null,
    agreement: active,
    technicalGuideDone: row.juknisDoneOn !== null && dayOf(row.juknisDoneOn) <= today,
  });
  if (bar) throw new AppError(bar, { params: { endsOn: agreements[0]?.endsOn ?? '-' } });
  return { id: row.id, name: row.name, elements: row.juknisElements };
}

/** With its PKS, the one that ends last first. */
export const readPortalInstitution = (db: Deps['db'], id: string) =>
  db.institution.findUniqueOrThrow({
    where: { id },
    include: { agreements: { orderBy: { endsOn: 'desc' }, select: { startsOn: true, endsOn: true } } },
  });

/** Throws `DISCLAIMER_UNSIGNED`. */
export async function requireDisclaimer(
  { db, config, now }: Deps,
  personId: string,
  institutionId: string,
): Promise<void> {
  const row = await newestDisclaimer(db, personId, institutionId);
  const signed = row && { version: row.version, at: row.signedAt };
  if (isDisclaimerDue({ now: now(), days: config.metering.disclaimerDays, signed })) {
    throw new AppError('DISCLAIMER_UNSIGNED');
  }
}
