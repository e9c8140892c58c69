import {
  exampleComparison,
  exampleLookup,
  refusalWords,
  trialAnswerOf,
} from '#contract/external/dukcapil-examples';
import type { AccessMethod } from '#contract/metering/codes';
import { trialExercises, trialMissing, trialNikOf } from '#contract/metering/trial';
import type { Trial } from '#contract/metering/trial-http';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import { isProductionOpen } from '#records/metering/production';
import type { SignedIn } from '../../shared/deps.ts';
import { seesAllInstitutions } from '../../shared/scope.ts';

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** The checklist of an institution that the actor may see. @throws AppError NOT_FOUND */
export async function readTrial(
  db: DatabaseReader,
  publicUrl: string,
  actor: Pick<SignedIn, 'roles' | 'institutionId'>,
  id: string,
): Promise<Trial> {
  const own = seesAllInstitutions(actor) || actor.institutionId === id;
  const row = own && (await db.institution.findUnique({ where: { id }, include: { trialRuns: true } }));
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such institution in this scope' });
  const exercises = trialExercises.map(({ exercise, needed }) => {
    const answer = trialAnswerOf[exercise];
    const runs = row.trialRuns.filter((run) => run.exercise === exercise);
    const first = runs.map(({ firstAt }) => firstAt).sort((a, b) => a.getTime() - b.getTime())[0];
    return {
      exercise,
      needed,
      nik: trialNikOf(exercise),
      answer: answer && refusalWords(answer),
      firstAt: first?.toISOString() ?? null,
      methods: runs.map(({ method }) => method as AccessMethod).sort(),
      count: runs.reduce((sum, run) => sum + run.count, 0),
    };
  });
  const { productionOpenedOn, productionLetter, productionLetterOn, productionClosedAt } = row;
  return {
    institution: { id: row.id, code: row.code, name: row.name },
    exercises,
    complete: trialMissing(row.trialRuns.map(({ exercise }) => exercise)).length === 0,
    examples: [exampleLookup(publicUrl, row.code), exampleComparison(publicUrl, row.code)],
    production: {
      open: isProductionOpen(row),
      openedOn: productionOpenedOn && day(productionOpenedOn),
      letter:
        productionLetter !== null && productionLetterOn !== null
          ? { number: productionLetter, date: day(productionLetterOn) }
          : null,
      closedAt: productionClosedAt?.toISOString() ?? null,
    },
  };
}
