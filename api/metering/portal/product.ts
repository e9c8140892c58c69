import type { DatabaseReader } from '#prisma/client';

/** Id of a product by its code; the catalogue's codes never change. Throws when the catalogue was never written. */
export const portalProduct = async (db: DatabaseReader, code: string): Promise<string> =>
  (await db.product.findUniqueOrThrow({ where: { code }, select: { id: true } })).id;
