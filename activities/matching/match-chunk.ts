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

/** The lines of the result in the order of the rows; what the registry said of a person is held until they are written. */
async function askAll(siak: SiakPort, { institutionId, elements, rows }: Asking) {
  const turns = pLimit(together);
  const lines: string[] = [];
  const accesses: MatchedAccess[] = [];
  const write = (at: number, row: MatchedRow) => {
    lines[at] = matchingLine(row, elements.length);
  };
  const placesOf = new Map<string, number[]>();
  for (const [at, { line, nik, valid }] of rows.entries()) {
    if (!valid) write(at, { line, nik: '', result: 'NIK_TIDAK_SAH', matches: [] });
    else if (!placesOf.get(nik)?.push(at)) placesOf.set(nik, [at]);
  }
  let asked = 0;
  const ask = async (nik: string, places: readonly number[]) => {
    const started = performance.now();
    const reading = await siak.readPerson(institutionId, nik).catch((error: unknown) => {
      // The chunk fails: nobody is read any more for an attempt that keeps nothing and logs nothing.
      turns.clearQueue();
      throw error;
    });
    const durationMs = Math.round(performance.now() - started);
    asked += 1;
    if (asked % aliveEvery === 0) heartbeat();
    const result: AccessResult = reading.kind === 'absent' ? reading.absence : foundResult.PADANKAN;
    for (const at of places) {
      const row = rows[at] as InputRow;
      accesses.push({ nik, result, durationMs });
      write(at, { line: row.line, nik, ...verdictOf(reading, result, row, elements) });
    }
  };
  await Promise.all([...placesOf].map(([nik, places]) => turns(() => ask(nik, places))));
  return { lines: lines.join(''), accesses };
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
