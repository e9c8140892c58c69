import { productOfMethod } from '#contract/metering/charging';
import { type PersonElement, personElements } from '#contract/metering/person';
import { newestDisclaimer } from '#records/metering/disclaimers';
import { problemOf } from '../../shared/problem.ts';
import { implement } from '../../shared/route.ts';
import { ownInstitution } from '../../shared/scope.ts';
import { toDisclaimer } from './disclaimer.ts';
import { readPortalInstitution, whyNotAdmitted } from './guard.ts';
import { portalProduct } from './product.ts';

const state = implement('portal.read', async (context) => {
  const { deps, actor, language, requestId } = context;
  const { db, meter } = deps;
  const institution = await readPortalInstitution(db, ownInstitution(actor));
  const bar = await whyNotAdmitted(context);
  const signed = await newestDisclaimer(db, actor.id, institution.id);
  return {
    bar: bar && { code: bar.code, sentence: problemOf(bar, language, requestId).detail },
    disclaimer: toDisclaimer(deps, signed),
    left: await meter.left(institution.id, await portalProduct(db, productOfMethod.LIHAT_DATA)),
    elements: personElements.filter((element): element is PersonElement =>
      institution.juknisElements.includes(element),
    ),
  };
});

export const stateHandlers = [state];
