import { z } from 'zod';
import { accessMethods, accessRefusalReasons, credentialEnvironments } from './codes.ts';
import { circuitStates, monitoringSpanNames } from './monitoring.ts';

/** How the access service does: rates and refusals from the database, latency and SIAK from the process that answers. */

const instant = z.iso.datetime();
const count = z.int().min(0);
const reason = z.enum(accessRefusalReasons);

/** `at`: when the hour or the day in WIB begins. `calls`: answered ones, files for matching not among them. */
const MonitoringStep = z.object({
  at: instant,
  calls: count,
  units: count,
  refusals: z.array(z.object({ of: reason, count })),
});

const MonitoringReason = z.object({
  reason,
  count,
  /** The hour in which it last happened. */
  lastHour: instant,
  /** Those that were refused most often, five at most. */
  institutions: z.array(z.object({ id: z.uuid(), name: z.string(), count })),
});

/**
 * Of one API process since its start. Latencies are read off the histogram's buckets, in milliseconds, and so are
 * rough; 15 s stands for anything longer. Only answers count: whoever is refused is refused at once.
 */
const MonitoredProcess = z.object({
  since: instant,
  methods: z.array(z.object({ method: z.enum(accessMethods), answers: count, p50Ms: count, p99Ms: count })),
  /** Null where SIAK is not set up. `spared`: calls that the circuit breaker held back. */
  siak: z
    .object({
      circuit: z.enum(circuitStates),
      inFlight: count,
      waiting: count,
      calls: count,
      timeouts: count,
      otherFailures: count,
      spared: count,
    })
    .nullable(),
});
export type MonitoredProcess = z.infer<typeof MonitoredProcess>;

export const Monitoring = z.object({
  readAt: instant,
  span: z.enum(monitoringSpanNames),
  steps: z.array(MonitoringStep),
  /** The most frequent first. */
  reasons: z.array(MonitoringReason),
  process: MonitoredProcess,
});
export type Monitoring = z.infer<typeof Monitoring>;

const OwnRefusal = z.object({
  /** Null: the web portal. */
  credential: z
    .object({
      id: z.uuid(),
      userId: z.string(),
      label: z.string(),
      environment: z.enum(credentialEnvironments),
    })
    .nullable(),
  reason,
  /** From where the call came; null where it is not known, or one of too many. */
  address: z.string().nullable(),
  count,
  lastHour: instant,
});
export type OwnRefusal = z.infer<typeof OwnRefusal>;

/** `rows`: newest first, 200 at most; `more` says that there are others. */
export const OwnRefusals = z.object({
  readAt: instant,
  span: z.enum(monitoringSpanNames),
  steps: z.array(z.object({ at: instant, refusals: z.array(z.object({ of: reason, count })) })),
  rows: z.array(OwnRefusal),
  more: z.boolean(),
});
export type OwnRefusals = z.infer<typeof OwnRefusals>;
