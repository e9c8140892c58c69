import { type Language, texts } from '#contract/i18n/index';
import { formatDateTime } from '#platform/clock';
import type { DatabaseReader } from '#prisma/client';
import { refusalHours } from '#records/metering/refusal-figures';

interface Asked {
  /** Beginnings of the steps, oldest first. */
  readonly steps: readonly Date[];
  readonly institutionId?: string | undefined;
}

/** Lines of the file, read step by step: a day's at most lie in memory. */
export async function* refusalRows(
  db: DatabaseReader,
  { steps, institutionId }: Asked,
  language: Language,
): AsyncGenerator<readonly (string | number)[]> {
  const { refusal } = texts(language).reports;
  const { mender } = texts(language).monitoring;
  for (const [at, from] of steps.entries()) {
    const to = steps[at + 1] ?? endOfTime;
    for (const row of await refusalHours(db, { from, to, institutionId })) {
      yield [
        formatDateTime(row.hour, 'WIB', language),
        row.code,
        row.name,
        row.reason,
        refusal[row.reason],
        mender[row.reason],
        row.count,
      ];
    }
  }
}

const endOfTime = new Date('9999-12-31T00:00:00Z');
