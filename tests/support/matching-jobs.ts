import { randomUUID } from 'node:crypto';
import type { StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { institutionId, productId } from '#prisma/seed';
import { writeChunk } from '#records/metering/matching/input';
import { submitMatching } from '#records/metering/matching/job';
import { notePendingFiles } from '#records/requests/pending-files';

/** Whose jobs the tests of matching are, and what package pays for them. */
export const matchingBank = institutionId('BANK-CONTOH');
export const matchingProduct = productId('PEMADANAN-LENGKAP');

/** The NIK of somebody in the simulator's register: the serial says what it answers of him. */
export const nikOf = (serial: number): string => `337401410190${String(serial).padStart(4, '0')}`;

interface JobParts {
  readonly db: Database;
  readonly storage: StoragePort;
}

/** A job of chunks of these NIK (`''`: a row without one), as the API accepts it at `now`; gives its id. */
export async function storeMatchingJob(
  { db, storage }: JobParts,
  person: { readonly id: string; readonly name: string },
  chunks: readonly (readonly string[])[],
  now: Date = new Date(),
): Promise<string> {
  let line = 0;
  const stored = await Promise.all(
    chunks.map(async (niks) => {
      const inputKey = randomUUID().replaceAll('-', '');
      await notePendingFiles(db, [inputKey], new Date());
      const rows = niks.map((each) => {
        line += 1;
        return { line, nik: each, valid: each !== '', said: ['X'] };
      });
      await storage.put(inputKey, writeChunk(rows), { contentType: 'application/json' });
      return { rows: niks.length, inputKey };
    }),
  );
  const actor = { id: person.id, name: person.name, unit: 'Bank', roles: ['lembaga-teknis'] as const };
  const input = {
    ...{ institutionId: matchingBank, productId: matchingProduct, fileName: 'uji.csv', badRows: 0 },
    ...{ elements: ['namaLengkap'] as const, chunks: stored },
  };
  return db.$transaction((tx) => submitMatching(tx, input, actor, now));
}
