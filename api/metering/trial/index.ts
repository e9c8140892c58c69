import { AppError } from '#contract/shared/errors';
import { pagePaths } from '#contract/shared/pages';
import { renderTrialReport } from '#documents/metering/trial-report';
import { signTrialReport } from '#documents/metering/trial-report-signature';
import { writeAudit } from '#records/audit';
import { closeProduction, openProduction } from '#records/metering/production';
import { drawing } from '../../shared/drawing.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson } from '../../shared/scope.ts';
import { readTrial } from './view.ts';

/** Mode Uji as people see it: its checklist, its Berita Acara, and the opening of true data. */
export const trialHandlers = [
  implement('trial.read', ({ deps, actor, params }) =>
    readTrial(deps.db, deps.config.publicUrl, actor, params.id),
  ),

  implement('trial.report', async (context) => {
    const { deps, actor, params } = context;
    const { institution, exercises, complete } = await readTrial(
      deps.db,
      deps.config.publicUrl,
      actor,
      params.id,
    );
    if (!complete) {
      const missing = exercises.filter(({ needed, firstAt }) => needed && firstAt === null).length;
      throw new AppError('TRIAL_INCOMPLETE', { params: { missing } });
    }
    const printedAt = deps.now();
    const tried = exercises.flatMap(({ exercise, firstAt, methods }) =>
      firstAt === null ? [] : [{ exercise, methods, firstAt: new Date(firstAt) }],
    );
    const completedAt = completionOf(exercises);
    const token = signTrialReport(deps.config.documentSigningKey, {
      code: institution.code,
      institution: institution.name,
      completedAt,
      printedAt: printedAt.toISOString(),
    });
    const { publicUrl } = deps.config;
    const content = await drawing(() =>
      renderTrialReport({
        institution,
        tried,
        completedAt: new Date(completedAt),
        verification: {
          page: publicUrl + pagePaths.verificationPage(),
          document: publicUrl + pagePaths.verification(token),
        },
        printedAt,
      }),
    );
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'DOCUMENT_DOWNLOADED',
        actor: actingPerson(context),
        subjectType: 'INSTITUTION',
        subjectId: institution.id,
        institutionId: institution.id,
        details: { kind: 'berita-acara-poc', bytes: content.length },
      }),
    );
    return {
      content,
      fileName: `berita-acara-poc-${institution.code}.pdf`,
      disposition: 'inline' as const,
    };
  }),

  implement('production.open', async (context) => {
    const { deps, actor, params, body } = context;
    return deps.db.$transaction(async (tx) => {
      await openProduction(tx, { id: params.id, actor: actingPerson(context), now: deps.now() }, body);
      return readTrial(tx, deps.config.publicUrl, actor, params.id);
    });
  }),

  implement('production.close', async (context) => {
    const { deps, actor, params, body } = context;
    return deps.db.$transaction(async (tx) => {
      await closeProduction(tx, { id: params.id, actor: actingPerson(context), now: deps.now() }, body.note);
      return readTrial(tx, deps.config.publicUrl, actor, params.id);
    });
  }),
];

/** When the last of what is needed was first tried. */
const completionOf = (exercises: readonly { needed: boolean; firstAt: string | null }[]): string =>
  exercises
    .flatMap(({ needed, firstAt }) => (needed && firstAt !== null ? [firstAt] : []))
    .sort()
    .at(-1) ?? '';
