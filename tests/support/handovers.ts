import { newStorageKey, type StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { productId } from '#prisma/seed';
import { lapseUnits } from '#records/ledger';
import { attachHandoverLetter, recordHandover } from '#records/metering/handovers';
import { giveUnits } from './metering.ts';

const officer = {
  id: 'somebody',
  name: 'Petugas Uji',
  unit: 'Ditjen Dukcapil',
  roles: ['staf-kerjasama'] as const,
};

/** A unit that some officer delivered, with its signed letter. */
export async function addHandover(
  db: Database,
  storage: StoragePort,
  institutionId: string,
): Promise<string> {
  const account = { institutionId, productId: productId('AGREGAT-1') };
  await giveUnits(db, institutionId, 1, 'AGREGAT-1');
  const storageKey = newStorageKey();
  const contentType = 'application/pdf';
  const kept = await storage.put(storageKey, Buffer.from('%PDF-1.7'), { contentType });
  const now = new Date();
  return db.$transaction(async (tx) => {
    // The account is held, so that several at once each deliver the oldest unit that is left then.
    const { debited } = (await lapseUnits(tx, account)) ?? { debited: 0n };
    const { id: voucherId } = await tx.voucher.findFirstOrThrow({
      where: { ...account, lastUnit: { gt: debited } },
      orderBy: { firstUnit: 'asc' },
    });
    const id = await recordHandover(
      tx,
      {
        ...{ voucherId, units: 1, handedOn: '2026-01-15' },
        ...{ recipientPosition: 'Kepala Bagian Uji', letterNumber: 'S/1' },
      },
      officer,
      now,
    );
    await attachHandoverLetter(
      tx,
      id,
      { ...kept, storageKey, contentType, fileName: 'surat.pdf' },
      officer,
      now,
    );
    return id;
  });
}
