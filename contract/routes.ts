import { accountRoutes } from './accounts/http.ts';
import { auditRoutes } from './audit/http.ts';
import { calendarRoutes } from './calendar/http.ts';
import { complaintRoutes } from './complaints/http.ts';
import { institutionRoutes } from './institutions/http.ts';
import { dutyRoutes } from './metering/duties-http.ts';
import { handoverRoutes } from './metering/handover-http.ts';
import { manageRoutes } from './metering/manage-http.ts';
import { matchingRoutes } from './metering/matching/http.ts';
import { monitoringRoutes } from './metering/monitoring-http.ts';
import { portalRoutes } from './metering/portal-http.ts';
import { reportRoutes } from './metering/report-http.ts';
import { accessServiceRoutes } from './metering/service-http.ts';
import { trialRoutes } from './metering/trial-http.ts';
import { officeRoutes } from './offices/http.ts';
import { orderRoutes } from './orders/http.ts';
import { tariffRoutes } from './orders/tariff-http.ts';
import { requestRoutes } from './requests/http.ts';
import { publicRequestRoutes } from './requests/public-http.ts';
import type { RouteDefinition } from './shared/http.ts';
import { trailRoutes } from './trail/http.ts';

/** Every route under `/api/v1`, by id. OpenAPI, the access matrix and the mounting are made from it. */
export const routes = {
  ...orderRoutes,
  ...tariffRoutes,
  ...accountRoutes,
  ...institutionRoutes,
  ...officeRoutes,
  ...calendarRoutes,
  ...manageRoutes,
  ...auditRoutes,
  ...requestRoutes,
  ...publicRequestRoutes,
  ...accessServiceRoutes,
  ...handoverRoutes,
  ...reportRoutes,
  ...dutyRoutes,
  ...trailRoutes,
  ...complaintRoutes,
  ...portalRoutes,
  ...matchingRoutes,
  ...trialRoutes,
  ...monitoringRoutes,
} as const;

export type RouteId = keyof typeof routes;

export const routeEntries = Object.entries(routes) as [RouteId, RouteDefinition][];
