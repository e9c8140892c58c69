/** How the system runs; see `LOKET_MODE`. */
export type Mode = 'demo' | 'production';

/**
 * Throws in production: a simulator that answers there would turn pretended payments into real access. (Settings
 * refuse it too; this holds for whoever starts one without them.)
 */
export function refuseProduction(what: string, mode: Mode): void {
  if (mode === 'production')
    throw new Error(`the simulator of ${what} does not start in production (LOKET_MODE)`);
}
