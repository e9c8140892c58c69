import { heartbeat } from '@temporalio/activity';
import pLimit from 'p-limit';
import { type MatchedRow, matchingLine, matchingResultOf } from '#contract/external/matching-file';
import { type AccessResult, foundResult } from '#contract/metering/codes';
import { compareElements } from '#contract/metering/compare';
import { whyNoAccess } from '#contract/metering/eligibility';
import type { MatchingHold } from '#contract/metering/matching/lifecycle';
import type { ComparableElement } from '#contract/metering/person';
import { AppError, errorKinds, isAppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { SiakPort, SiakReading } from '#ports/siak/siak-port';
import { newStorageKey } from '#ports/storage/storage-port';
import { type MatchedAccess, recordChunk } from '#records/metering/matching/chunks';
import { type InputRow, readChunk } from '#records/metering/matching/input';
import { loadBuyer } from '#records/prices';
import { destroyPendingFiles, notePendingFiles } from '#records/requests/pending-files';
import type { MatchingDeps } from './index.ts';

/** Questions of one chunk to the registry at a time; the port has a limit of its own over all. */
const together = 8;
/** Rows after which Temporal hears that the chunk is alive. */
const aliveEvery = 25;

interface ChunkPlace {
  readonly jobId: string;
  readonly chunk: number;
}

/** `hold`: why nothing can be read for the institution now; the chunk stays open. */
export interface ChunkDone {
  readonly hold: MatchingHold | null;
}

/**
 * Works through one chunk: asks the registry about each NIK of it (one that stands there twice is asked once), keeps
 * the result and logs. May be repeated: what was recorded is not recorded again.
 */
export const matchChunk =
  (deps: MatchingDeps) =>
  async (input: ChunkPlace): Promise<ChunkDone> => {
    try {
      return await matchOnce(deps, input);
    } catch (error) {
      // Also what only people can mend (a token that SIAK takes no more) is waited for: a chunk that failed for good
      // would end the job's run, and nobody could pause or cancel it any more.
      if (!isAppError(error) || errorKinds[error.code].retry) throw error;
      throw new AppError('SIAK_UNAVAILABLE', { message: `waiting, since ${error.code}`, cause: error });
    }
  };

async function matchOnce(deps: MatchingDeps, { jobId, chunk }: ChunkPlace): Promise<ChunkDone> {
  const { db, vault, storage, siak, now } = deps;
  const row = await db.matchingChunk.findUniqueOrThrow({
    where: { jobId_chunk: { jobId, chunk } },
    include: { job: true },
  });
  // Of a job that was paused or has ended nobody is read any more.
  if (row.doneAt || row.job.status !== 'DIPROSES') return { hold: null };
  const { institutionId, elements } = row.job;
  const buyer = await loadBuyer(db, institutionId, now());
  const bar = whyNoAccess({ ...buyer, today: dayKey(now()) });
  if (bar) return { hold: bar };
  if (!siak) throw new AppError('SIAK_UNAVAILABLE', { message: 'SIAK is not set up' });
  const input = readChunk(await contentOf(await storage.get(row.inputKey)));
  const wanted = elements as ComparableElement[];
  const { lines, accesses } = await askAll(siak, { institutionId, elements: wanted, rows: input });

  const resultKey = newStorageKey();
  await notePendingFiles(db, [resultKey], now());
  await storage.put(resultKey, Buffer.from(lines), { contentType: 'text/csv' });
  try {
    const outcome = await recordChunk(db, vault, { jobId, chunk, resultKey, accesses, at: now() });
    if (outcome !== 'RECORDED') await putAway(deps, resultKey);
    return { hold: null };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'QUOTA_EXHAUSTED') throw error;
    await putAway(deps, resultKey);
    return { hold: 'QUOTA_EXHAUSTED' };
  }
}

const putAway = ({ db, storage }: MatchingDeps, storageKey: string): Promise<number> =>
  destroyPendingFiles(db, { storageKeys: [storageKey] }, (key) => storage.delete(key));

async function contentOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

interface Asking {
  readonly institutionId: string;
  readonly elements: readonly ComparableElement[];
  readonly rows: readonly InputRow[];
}

async function askAll(siak: SiakPort, { institutionId, elements, rows }: Asking) {
  const turns = pLimit(together);
  const readings = new Map<string, Promise<{ reading: SiakReading; ms: number }>>();
  const read = (nik: string) => {
    const known = readings.get(nik);
    if (known) return known;
    const asked = turns(async () => {
      const started = performance.now();
      const reading = await siak.readPerson(institutionId, nik);
      if (readings.size % aliveEvery === 0 || turns.pendingCount % aliveEvery === 0) heartbeat();
      return { reading, ms: Math.round(performance.now() - started) };
    });
    readings.set(nik, asked);
    return asked;
  };
  const accesses: MatchedAccess[] = [];
  const matched = await Promise.all(
    rows.map(async (row): Promise<MatchedRow> => {
      const { line, nik } = row;
      if (!row.valid) return { line, nik: '', result: 'NIK_TIDAK_SAH', matches: [] };
      const { reading, ms } = await read(nik);
      const result: AccessResult = reading.kind === 'absent' ? reading.absence : foundResult.PADANKAN;
      accesses.push({ nik, result, durationMs: ms });
      return { line, nik, ...verdictOf(reading, result, row, elements) };
    }),
  );
  return { lines: matched.map((row) => matchingLine(row, elements.length)).join(''), accesses };
}

function verdictOf(
  reading: SiakReading,
  result: AccessResult,
  row: InputRow,
  elements: readonly ComparableElement[],
): Pick<MatchedRow, 'result' | 'matches'> {
  const said = matchingResultOf[result] ?? 'TIDAK_DITEMUKAN';
  if (reading.kind === 'absent') return { result: said, matches: [] };
  // What a row leaves blank it does not say, as in the web service: it neither agrees nor disagrees.
  const asked = Object.fromEntries(
    elements.flatMap((element, at) => (row.said[at] ? [[element, row.said[at]]] : [])),
  );
  const compared = compareElements(reading.person, asked, 100);
  return { result: said, matches: elements.map((element) => compared[element]?.matches ?? null) };
}
