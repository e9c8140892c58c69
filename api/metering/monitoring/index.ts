import { texts } from '#contract/i18n/index';
import { type MonitoringSpan, monitoringSpans, stepsOf } from '#contract/metering/monitoring';
import type { Monitoring, OwnRefusals } from '#contract/metering/monitoring-schemas';
import { dayKey } from '#platform/clock';
import { writeAudit } from '#records/audit';
import { accessFigures } from '#records/metering/access-hours';
import {
  type RefusalStep,
  refusalsByReason,
  refusalsBySteps,
  refusalsOf,
} from '#records/metering/refusal-figures';
import { manyAddresses } from '#records/metering/refusals';
import { csvStream } from '../../shared/csv.ts';
import type { ApiDeps } from '../../shared/deps.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, ownInstitution } from '../../shared/scope.ts';
import { readProcess } from './process.ts';
import { refusalRows } from './refusal-rows.ts';

/** Institutions that are named for each reason. */
const namedInstitutions = 5;
const mostRows = 200;

const read = implement('monitoring.read', ({ deps, query }) =>
  readMonitoring(deps, query.span, query.institutionId),
);

const exported = implement('monitoring.export', async (context) => {
  const { deps, query, language } = context;
  const { span, institutionId } = query;
  await writeAudit(deps.db, {
    event: 'REFUSALS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'ACCESS',
    subjectId: 'csv',
    institutionId: institutionId ?? null,
    details: { span },
  });
  const now = deps.now();
  const content = csvStream(
    Object.values(texts(language).monitoring.csv),
    refusalRows(deps.db, { steps: stepsOf(span, now), institutionId }, language),
  );
  return { content, fileName: `panggilan-ditolak-${dayKey(now)}.csv` };
});

const own = implement('refusals.own', ({ deps, actor, query }) =>
  readOwnRefusals(deps, query.span, ownInstitution(actor)),
);

/** Pages that show how the access service does: for the centre, and for the IT of an institution. */
export const monitoringHandlers = [read, exported, own];

async function readMonitoring(
  deps: ApiDeps,
  span: MonitoringSpan,
  institutionId: string | undefined,
): Promise<Monitoring> {
  const { db } = deps;
  const now = deps.now();
  const { steps, from, stepMs } = spanOf(span, now);
  const [figures, refusals, reasons, process] = await Promise.all([
    accessFigures(db, { from, stepMs, now, institutionId }),
    refusalsBySteps(db, { from, stepMs, institutionId }),
    refusalsByReason(db, { from, institutionId }, namedInstitutions),
    readProcess(deps),
  ]);
  return {
    readAt: now.toISOString(),
    span,
    steps: steps.map((at, step) => ({
      at: at.toISOString(),
      calls: figures.get(step)?.calls ?? 0,
      units: figures.get(step)?.units ?? 0,
      refusals: refusalsIn(refusals, step),
    })),
    reasons: reasons.map(({ lastHour, institutions, ...reason }) => ({
      ...reason,
      lastHour: lastHour.toISOString(),
      institutions: [...institutions],
    })),
    process,
  };
}

async function readOwnRefusals(
  { db, now: clock }: ApiDeps,
  span: MonitoringSpan,
  institutionId: string,
): Promise<OwnRefusals> {
  const now = clock();
  const { steps, from, stepMs } = spanOf(span, now);
  const [refusals, rows] = await Promise.all([
    refusalsBySteps(db, { from, stepMs, institutionId }),
    refusalsOf(db, { from, institutionId }, mostRows + 1),
  ]);
  return {
    readAt: now.toISOString(),
    span,
    steps: steps.map((at, step) => ({ at: at.toISOString(), refusals: refusalsIn(refusals, step) })),
    rows: rows.slice(0, mostRows).map(({ credentialId: id, userId, label, environment, ...row }) => ({
      credential: id === null ? null : { id, userId, label, environment },
      reason: row.reason,
      address: row.address === '' || row.address === manyAddresses ? null : row.address,
      count: row.count,
      lastHour: row.lastHour.toISOString(),
    })),
    more: rows.length > mostRows,
  };
}

function spanOf(span: MonitoringSpan, now: Date) {
  const steps = stepsOf(span, now);
  return { steps, from: steps[0] ?? now, stepMs: monitoringSpans[span].stepMs };
}

const refusalsIn = (refusals: readonly RefusalStep[], step: number) =>
  refusals.filter((refusal) => refusal.step === step).map(({ of, count }) => ({ of, count }));
