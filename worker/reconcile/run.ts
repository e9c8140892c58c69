import type { Config } from '#platform/config';
import { createTemporalClient } from '#platform/temporal';
import { simponiFromConfig } from '#ports/simponi/from-config';
import { createDatabase } from '#prisma/client';
import { type Difference, findDifferences } from './differences.ts';

/** What a pass found, and what is left of it. */
export interface Reconciled {
  readonly found: readonly Difference[];
  /** Those that were not mended: nobody asked for it, a person must look, or it did not succeed. */
  readonly left: readonly Difference[];
}

/** The invariants are asked of every movement and access that there ever was: an hour, where a page's question has seconds. */
const wholeBooksMs = 3_600_000;

/** One pass over everything, with the connections that the settings name; `mend` does what is safe. */
export async function reconcile(
  config: Config,
  options: { readonly mend: boolean; readonly say: (line: string) => void },
): Promise<Reconciled> {
  const { mend, say } = options;
  const db = createDatabase(config.databaseUrl, { poolSize: 8, statementTimeoutMs: wholeBooksMs });
  const temporal = createTemporalClient(config.temporal);
  try {
    const simponi = simponiFromConfig(config.simponi);
    const found = await findDifferences({
      db,
      temporal: temporal.client,
      simponi,
      now: () => new Date(),
      say,
    });
    const left: Difference[] = [];
    for (const difference of found) {
      if (!(mend && (await isMended(difference, say)))) left.push(difference);
    }
    return { found, left };
  } finally {
    await temporal.close();
    await db.$disconnect();
  }
}

async function isMended({ mend, subject }: Difference, say: (line: string) => void): Promise<boolean> {
  if (!mend) return false;
  try {
    await mend();
    return true;
  } catch (error) {
    say(`${subject} could not be mended: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
