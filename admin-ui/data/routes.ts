import type { z } from 'zod';
import type { RouteId, routes } from '#contract/routes';

type Routes = typeof routes;
type RouteLine<K extends RouteId> = `${Routes[K]['method']} ${Routes[K]['path']}`;

/**
 * The contract's routes that the console calls itself, as text: importing the contract's table would bring zod and
 * every schema into the browser. The type holds each line to the contract, so a changed path does not compile.
 */
export const routeLines = {
  'app.info': 'get /api/v1/public/app',
  'setup.create': 'post /api/v1/public/setup',
  'me.read': 'get /api/v1/me',
  'dashboard.read': 'get /api/v1/dashboard',
  'products.list': 'get /api/v1/products',
  'products.read': 'get /api/v1/products/:id',
  'cart.read': 'get /api/v1/cart',
  'cart.put': 'put /api/v1/cart/lines',
  'cart.remove': 'delete /api/v1/cart/lines/:id',
  'cart.checkout': 'post /api/v1/cart/checkout',
  'checkouts.withdraw': 'post /api/v1/checkouts/:id/withdrawal',
  'checkouts.decide': 'post /api/v1/checkouts/:id/decision',
  'orders.act': 'post /api/v1/orders/:id/actions/:action',
  'orders.askPayment': 'post /api/v1/orders/:id/payment-inquiries',
  'orders.reorder': 'post /api/v1/orders/:id/reorders',
  'unmatchedPayments.close': 'post /api/v1/unmatched-payments/:id/close',
  'reportDifferences.close': 'post /api/v1/report-differences/:id/close',
  'standingDecisions.create': 'post /api/v1/standing-decisions',
  'standingDecisions.revoke': 'post /api/v1/standing-decisions/:id/revoke',
  'tariffs.propose': 'post /api/v1/tariffs',
  'tariffs.decide': 'post /api/v1/tariffs/:id/decision',
  'matching.act': 'post /api/v1/matching-jobs/:id/actions/:action',
  'handovers.create': 'post /api/v1/handovers',
  'handovers.reverse': 'post /api/v1/handovers/:id/reversal',
  'institutions.suspend': 'post /api/v1/institutions/:id/suspension',
  'semesterReports.open': 'post /api/v1/semester-reports',
  'semesterReports.write': 'put /api/v1/semester-reports/:id',
  'semesterReports.act': 'post /api/v1/semester-reports/:id/actions/:action',
  'agreements.create': 'post /api/v1/institutions/:id/agreements',
  'monitoring.read': 'get /api/v1/monitoring',
  'refusals.own': 'get /api/v1/refusals',
  'trial.read': 'get /api/v1/institutions/:id/trial',
  'production.open': 'post /api/v1/institutions/:id/production',
  'production.close': 'post /api/v1/institutions/:id/production/closure',
  'institution.own': 'get /api/v1/institution',
  'institution.limit': 'put /api/v1/institution/limit',
  'offices.setRegions': 'put /api/v1/offices/:id/regions',
  'portal.read': 'get /api/v1/portal',
  'portal.sign': 'post /api/v1/portal/disclaimers',
  'portal.lookup': 'post /api/v1/portal/lookups',
  'portal.compare': 'post /api/v1/portal/comparisons',
  'portal.checkCard': 'post /api/v1/portal/card-checks',
  'holidays.create': 'post /api/v1/holidays',
  'holidays.delete': 'delete /api/v1/holidays/:id',
  'ramadan.create': 'post /api/v1/ramadan-periods',
  'ramadan.delete': 'delete /api/v1/ramadan-periods/:id',
  'people.reinvite': 'post /api/v1/people/:id/invitation',
  'people.uninvite': 'delete /api/v1/people/:id/invitation',
  'people.setRoles': 'put /api/v1/people/:id/roles',
  'people.setLimit': 'put /api/v1/people/:id/daily-limit',
  'people.disable': 'post /api/v1/people/:id/disable',
  'people.resetTwoFactor': 'post /api/v1/people/:id/two-factor-reset',
  'people.enable': 'post /api/v1/people/:id/enable',
  'credentials.create': 'post /api/v1/credentials',
  'credentials.update': 'put /api/v1/credentials/:id',
  'credentials.rotate': 'post /api/v1/credentials/:id/rotation',
  'credentials.revoke': 'post /api/v1/credentials/:id/revocation',
  'networks.register': 'post /api/v1/networks',
  'networks.decide': 'post /api/v1/networks/:id/decision',
  'terminals.own': 'get /api/v1/terminal',
  'terminals.register': 'post /api/v1/terminals',
  'terminals.decide': 'post /api/v1/terminals/:id/decision',
  'regions.public': 'get /api/v1/public/regions',
  'offices.read': 'get /api/v1/offices/:id',
  'requests.counters': 'get /api/v1/requests/counters',
  'requests.act': 'post /api/v1/requests/:id/actions/:action',
  'requests.actOnStep': 'post /api/v1/requests/:id/steps/:step/actions/:action',
  'requests.actOnMany': 'post /api/v1/request-batches',
  'requests.assign': 'post /api/v1/requests/:id/assignment',
  'requests.colleagues': 'get /api/v1/office/colleagues',
  'requests.unmask': 'post /api/v1/requests/:id/unmaskings',
  'requests.readDwh': 'post /api/v1/requests/:id/dwh-readings',
  'requests.provePhone': 'post /api/v1/requests/:id/phone-proof',
  'requests.hold': 'post /api/v1/requests/:id/hold',
  'requests.release': 'delete /api/v1/requests/:id/hold',
  'requests.accessLog': 'get /api/v1/requests/:id/access-log',
  'lookups.create': 'post /api/v1/lookups',
  'statements.read': 'get /api/v1/statements/:month',
  'reconciliations.read': 'get /api/v1/reconciliations/:month',
  'accesses.unmask': 'post /api/v1/accesses/:id/unmaskings',
  'trail.issueCode': 'post /api/v1/nik-proofs',
  'complaints.act': 'post /api/v1/access-complaints/:id/actions/:action',
} as const satisfies { [K in RouteId]?: RouteLine<K> };

export type CallId = keyof typeof routeLines;

/** What a route answers, as the contract's schema says. */
export type AnswerOf<K extends CallId> = Routes[K]['response'] extends z.ZodType
  ? z.output<Routes[K]['response']>
  : undefined;

/** What a route takes as its body; `undefined` for none. */
export type BodyOf<K extends CallId> = Routes[K] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;

/** `/api/v1/orders/:id` with its parameters filled in and encoded. Throws when one is missing. */
export function fillPath(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
