import { cardStateOf } from '#contract/external/card-states';
import { productOfMethod } from '#contract/metering/charging';
import type { AccessMethod, AccessPurpose } from '#contract/metering/codes';
import type { AskedElements, PersonElement } from '#contract/metering/person';
import type { ComparisonAnswer, ComparisonInput, LookupAnswer } from '#contract/metering/portal-schemas';
import { visibleTo } from '#contract/metering/visible';
import { AppError } from '#contract/shared/errors';
import type { RateLimit } from '../../shared/rate-limit.ts';
import { limitRate } from '../../shared/rate-limit.ts';
import { implement, type SignedInContext } from '../../shared/route.ts';
import { type AccessAnswer, type AccessQuestion, askAboutPerson } from '../access.ts';
import { accessDurationOf } from '../access-duration.ts';
import { admitOperator, type PortalInstitution, requireDisclaimer } from './guard.ts';
import { portalProduct } from './product.ts';
import { countRefusal, refusalOutcome, refusedWith } from './refusals.ts';

/** Of one person: faster than anybody types, slower than a program. */
const lookupLimit: RateLimit = { name: 'portal-lookup', points: 30, seconds: 60 };

interface Asked {
  readonly method: Extract<AccessMethod, 'LIHAT_DATA' | 'BANDINGKAN' | 'CEK_KTP'>;
  readonly nik: string;
  readonly purpose: AccessPurpose;
  readonly caseNumber: string;
  readonly compare: AccessQuestion['compare'];
  readonly tell?: (institution: PortalInstitution) => readonly PersonElement[];
}

type AskContext = SignedInContext & { readonly key: string };
type Released = Exclude<AccessAnswer, { readonly kind: 'refused' }>;

interface Answered {
  readonly institution: PortalInstitution;
  readonly answer: Released;
}

/**
 * The way of every question: who may ask from here, has he signed, not too fast; then the metered access. The press's key
 * is made the operator's own, so that nobody's key can be another's. Throws what refuses; then nothing was debited, save
 * perhaps with `ACCESS_UNCERTAIN`.
 */
async function ask(context: AskContext, asked: Asked): Promise<Answered> {
  const stop = accessDurationOf(context.deps.metrics).startTimer({ method: asked.method });
  try {
    const answered = await askAdmitted(context, asked);
    stop({ outcome: answered.answer.kind });
    return answered;
  } catch (error) {
    stop({ outcome: refusalOutcome(error) });
    return countRefusal(context, error);
  }
}

async function askAdmitted(context: AskContext, asked: Asked): Promise<Answered> {
  const { deps, actor, address, requestId, key } = context;
  const { institution, terminal } = await admitOperator(context);
  await requireDisclaimer(deps, actor.id, institution.id);
  await limitRate(deps.db, lookupLimit, actor.id, deps.now());
  const { tell, ...question } = asked;
  const answer = await askAboutPerson(deps, {
    ...question,
    requestId,
    institutionId: institution.id,
    productId: await portalProduct(deps.db, productOfMethod[asked.method]),
    channel: 'WEB_PORTAL',
    transactionId: `portal:${actor.id}:${key}`,
    credentialId: null,
    personId: actor.id,
    terminalId: terminal.terminalId,
    branch: terminal.branch,
    address,
    dailyLimit: await dailyLimitOf(context),
    ...(tell ? { tell: tell(institution) } : {}),
  });
  if (answer.kind === 'refused') throw new AppError(refusedWith[answer.reason]);
  return { institution, answer };
}

/** Units that the institution's manager lets this operator use in a day; null: as many as there are. */
const dailyLimitOf = async ({ deps, actor }: AskContext): Promise<number | null> =>
  (await deps.db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { dailyLimit: true } }))
    .dailyLimit;

const lookup = implement('portal.lookup', async (context): Promise<LookupAnswer> => {
  const { institution, answer } = await ask(context, {
    method: 'LIHAT_DATA',
    ...context.body,
    compare: null,
  });
  const cost = costOf(context, answer);
  if (answer.kind === 'absent') return { kind: 'absent', absence: answer.absence, ...cost };
  if (answer.kind !== 'person') throw new Error(`LIHAT_DATA was answered by a ${answer.kind}`);
  const { elements, masked } = visibleTo(answer.person, institution.elements);
  return { kind: 'person', elements: withCardState(elements), masked: [...masked], ...cost };
});

const compare = implement('portal.compare', async (context) => {
  const { answer } = await ask(context, { method: 'BANDINGKAN', ...comparing(context.body) });
  return toComparison(context, answer);
});

/** The card's state is no comparison: it is told only where the juknis has it. */
const checkCard = implement('portal.checkCard', async (context) => {
  const tell = ({ elements }: PortalInstitution): readonly PersonElement[] =>
    elements.includes('statusEktp') ? ['statusEktp'] : [];
  const { answer } = await ask(context, { method: 'CEK_KTP', ...comparing(context.body), tell });
  return toComparison(context, answer);
});

const comparing = ({ elements, threshold, ...rest }: ComparisonInput) => ({
  ...rest,
  compare: { elements: withoutGaps(elements), threshold },
});

const withoutGaps = (elements: ComparisonInput['elements']): AskedElements =>
  Object.fromEntries(Object.entries(elements).filter(([, said]) => said !== undefined));

type Comparing = SignedInContext & { readonly body: ComparisonInput };

function toComparison(context: Comparing, answer: Released): ComparisonAnswer {
  const cost = costOf(context, answer);
  if (answer.kind === 'absent') return { kind: 'absent', absence: answer.absence, ...cost };
  if (answer.kind !== 'comparison') throw new Error(`a comparison was answered by a ${answer.kind}`);
  const { comparison, told } = answer;
  return {
    kind: 'comparison',
    elements: comparison,
    threshold: context.body.threshold,
    shown: withCardState(told),
    ...cost,
  };
}

/** The state of the KTP-el as a code of ours; a spelling of SIAK's that we do not know stays as it is. */
function withCardState(
  elements: Readonly<Partial<Record<PersonElement, string | null>>>,
): Partial<Record<PersonElement, string | null>> {
  const { statusEktp } = elements;
  if (typeof statusEktp !== 'string') return elements;
  return { ...elements, statusEktp: cardStateOf(statusEktp) ?? statusEktp };
}

const costOf = ({ deps }: SignedInContext, { left, outcome }: Released) => ({
  left,
  outcome,
  at: deps.now().toISOString(),
});

export const lookupHandlers = [lookup, compare, checkCard];
