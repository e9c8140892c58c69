import { accountHandlers } from './accounts/index.ts';
import { version } from './accounts/version.ts';
import type { Extra } from './app.ts';
import { auditHandlers } from './audit/index.ts';
import { calendarHandlers } from './calendar/index.ts';
import { complaintHandlers } from './complaints/index.ts';
import { eventRoutes } from './events/index.ts';
import { institutionHandlers } from './institutions/index.ts';
import { dutyHandlers } from './metering/duties/index.ts';
import { handoverHandlers } from './metering/handovers/handovers.ts';
import { manageHandlers } from './metering/manage/index.ts';
import { matchingHandlers } from './metering/matching/matching.ts';
import { monitoringHandlers } from './metering/monitoring/index.ts';
import { portalHandlers } from './metering/portal/index.ts';
import { reportHandlers } from './metering/reports/index.ts';
import { accessServiceHandlers } from './metering/service/json-service.ts';
import { dukcapilService } from './metering/service/web-service.ts';
import { trialHandlers } from './metering/trial/index.ts';
import { officeHandlers } from './offices/index.ts';
import { orderHandlers } from './orders/index.ts';
import { requestHandlers } from './requests/index.ts';
import { citizenPages } from './requests/pages/index.ts';
import { publicRequestHandlers } from './requests/public/index.ts';
import { revenueHandlers } from './revenue/index.ts';
import type { Implementation } from './shared/route.ts';
import { apiDocs } from './system/api-docs.ts';
import { healthPages } from './system/health.ts';
import { builtPagesFrom } from './system/pages.ts';
import { trailHandlers } from './trail/index.ts';
import { whoCheckedPages } from './trail/pages/index.ts';
import { simponiWebhook } from './webhooks/simponi.ts';
import { whatsappWebhook } from './webhooks/whatsapp.ts';

/** Every route of the contract. */
export const implementations: readonly Implementation[] = [
  ...orderHandlers,
  ...eventRoutes({ heartbeatMs: 15_000 }),
  ...accountHandlers,
  ...institutionHandlers,
  ...officeHandlers,
  ...calendarHandlers,
  ...manageHandlers,
  ...revenueHandlers,
  ...auditHandlers,
  ...requestHandlers,
  ...publicRequestHandlers,
  ...accessServiceHandlers,
  ...handoverHandlers,
  ...reportHandlers,
  ...dutyHandlers,
  ...trailHandlers,
  ...complaintHandlers,
  ...portalHandlers,
  ...matchingHandlers,
  ...trialHandlers,
  ...monitoringHandlers,
];

/** Sign-in is better-auth's; only the endpoints that the contract names are open. */
const authEndpoints: Extra = (app, deps) => {
  app.all('/api/auth/*path', (request, response) => deps.auth.handle(request, response));
};

/** Called by programs, by the million. */
export const first: readonly Extra[] = [dukcapilService];

/** What the server answers besides. */
export const extras: readonly Extra[] = [
  authEndpoints,
  simponiWebhook,
  whatsappWebhook,
  healthPages,
  apiDocs(version),
  builtPagesFrom(),
  citizenPages(implementations),
  whoCheckedPages(implementations),
];
