import {
  disclaimerEndsAt,
  disclaimerVersion,
  isDisclaimerDue,
  isOwnName,
} from '#contract/metering/disclaimer';
import type { PortalDisclaimer } from '#contract/metering/portal-schemas';
import { maskName } from '#contract/requests/identity';
import { AppError } from '#contract/shared/errors';
import { pagePaths } from '#contract/shared/pages';
import { renderDisclaimer } from '#documents/portal/disclaimer';
import { signDisclaimerPaper } from '#documents/portal/disclaimer-signature';
import { writeAudit } from '#records/audit';
import { newestDisclaimer, signDisclaimer } from '#records/metering/disclaimers';
import type { ApiDeps } from '../../shared/deps.ts';
import { drawing } from '../../shared/drawing.ts';
import { implement, implementPrepared } from '../../shared/route.ts';
import { actingPerson, ownInstitution } from '../../shared/scope.ts';
import { admitOperator, readPortalInstitution } from './guard.ts';

type Signed = { readonly version: string; readonly signedAt: Date } | null;

/** How the form stands for one operator. */
export function toDisclaimer(
  { config, now }: Pick<ApiDeps, 'config' | 'now'>,
  row: Signed,
): PortalDisclaimer {
  const days = config.metering.disclaimerDays;
  const signed = row && { version: row.version, at: row.signedAt };
  return {
    version: disclaimerVersion,
    signedAt: signed?.at.toISOString() ?? null,
    endsAt: signed ? disclaimerEndsAt(signed.at, days).toISOString() : null,
    due: isDisclaimerDue({ now: now(), days, signed }),
  };
}

const sign = implementPrepared(
  'portal.sign',
  async (context) => {
    const { body, actor } = context;
    if (body.version !== disclaimerVersion) throw new AppError('DISCLAIMER_CHANGED');
    if (!isOwnName(body.name, actor.name)) {
      const differs = { path: 'name', code: 'NAME_DIFFERS', params: { name: actor.name } };
      throw new AppError('INVALID_INPUT', { errors: [differs] });
    }
    return { value: await admitOperator(context), undo: async () => undefined };
  },
  async (context, { institution, terminal }) => {
    const { deps, tx, body, requestId } = context;
    const row = await signDisclaimer(tx, {
      actor: actingPerson(context),
      institution,
      version: body.version,
      signature: body.name,
      terminal,
      requestId,
      at: deps.now(),
    });
    return toDisclaimer(deps, { version: body.version, signedAt: row.signedAt });
  },
);

/** To read and to sign by hand, from wherever he sits: it opens no data. */
const form = implement('portal.form', async (context) => {
  const { deps, actor, language } = context;
  const { config, db, now } = deps;
  const institution = await readPortalInstitution(db, ownInstitution(actor));
  const row = await newestDisclaimer(db, actor.id, institution.id);
  const state = toDisclaimer(deps, row);
  const signed = row && !state.due ? row : null;
  const printedAt = now();
  const token = signDisclaimerPaper(config.documentSigningKey, {
    disclaimerId: signed?.id ?? null,
    nameMasked: maskName(actor.name),
    institution: institution.name,
    version: disclaimerVersion,
    signedAt: signed?.signedAt.toISOString() ?? null,
    printedAt: printedAt.toISOString(),
  });
  const content = await drawing(() =>
    renderDisclaimer(
      {
        name: actor.name,
        email: actor.email,
        institution: institution.name,
        branch: signed?.branch ?? null,
        version: disclaimerVersion,
        signed: signed && {
          at: signed.signedAt,
          endsAt: disclaimerEndsAt(signed.signedAt, config.metering.disclaimerDays),
          signature: signed.signature,
          address: signed.address,
        },
        verification: {
          page: config.publicUrl + pagePaths.verificationPage(),
          document: config.publicUrl + pagePaths.verification(token),
        },
        printedAt,
      },
      language,
    ),
  );
  await writeAudit(db, {
    event: 'PORTAL_DISCLAIMER_PRINTED',
    actor: actingPerson(context),
    subjectType: 'USER',
    subjectId: actor.id,
    institutionId: institution.id,
    details: { version: disclaimerVersion, signed: signed !== null, bytes: content.length },
  });
  return { content, fileName: `form-disclaimer-${disclaimerVersion}.pdf`, disposition: 'inline' as const };
});

export const disclaimerHandlers = [sign, form];
