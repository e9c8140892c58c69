import { defineRoutes } from '../shared/http.ts';
import * as schema from './portal-schemas.ts';

/**
 * The web portal. The three ways to ask take the press's `Idempotency-Key` as the access's transaction id: a repeat
 * after a lost answer asks the registry again and costs nothing. Their answers are kept nowhere.
 */
export const portalRoutes = defineRoutes({
  'portal.read': {
    method: 'get',
    path: '/api/v1/portal',
    access: 'portal.use',
    tag: 'Web portal',
    summary: 'What stands between the operator and a lookup, and how many units are left',
    response: schema.PortalState,
  },
  'portal.sign': {
    method: 'post',
    path: '/api/v1/portal/disclaimers',
    access: 'portal.use',
    tag: 'Web portal',
    summary: 'Sign the form disclaimer: every duty ticked, the own name typed',
    body: schema.DisclaimerSignature,
    idempotency: 'create',
    status: 201,
    response: schema.PortalDisclaimer,
  },
  'portal.form': {
    method: 'get',
    path: '/api/v1/portal/disclaimer.pdf',
    access: 'portal.use',
    tag: 'Web portal',
    summary: 'The form disclaimer to print, with the newest signature',
    response: { contentType: 'application/pdf' },
  },
  'portal.lookup': {
    method: 'post',
    path: '/api/v1/portal/lookups',
    access: 'portal.use',
    tag: 'Web portal',
    summary: "A person's data, masked to the juknis (LIHAT_DATA)",
    body: schema.LookupInput,
    idempotency: 'action',
    response: schema.LookupAnswer,
  },
  'portal.compare': {
    method: 'post',
    path: '/api/v1/portal/comparisons',
    access: 'portal.use',
    tag: 'Web portal',
    summary: 'Compare elements without being told them (BANDINGKAN)',
    body: schema.ComparisonInput,
    idempotency: 'action',
    response: schema.ComparisonAnswer,
  },
  'portal.checkCard': {
    method: 'post',
    path: '/api/v1/portal/card-checks',
    access: 'portal.use',
    tag: 'Web portal',
    summary: 'Compare what a KTP-el says with the registry (CEK_KTP)',
    body: schema.ComparisonInput,
    idempotency: 'action',
    response: schema.ComparisonAnswer,
  },
});
