import { systemActors } from '#contract/access/roles';
import { texts } from '#contract/i18n/index';
import type { DatabaseReader } from '#prisma/client';

/** Names by id, of people and of the system's own actors; a dash for an id that is gone. */
export async function namesOf(
  db: DatabaseReader,
  ids: readonly (string | null)[],
): Promise<(id: string) => string> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  const people = wanted.length === 0 ? [] : await db.user.findMany({ where: { id: { in: wanted } } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  for (const actor of systemActors) names.set(actor, texts('id').actors[actor]);
  return (id) => names.get(id) ?? '–';
}

/** Kode kuitansi by order id. */
export async function kuitansiOf(
  db: DatabaseReader,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  const orders =
    wanted.length === 0
      ? []
      : await db.order.findMany({ where: { id: { in: wanted } }, select: { id: true, kuitansi: true } });
  const numbers = new Map(orders.map(({ id, kuitansi }) => [id, kuitansi]));
  return (id) => (id === null ? null : (numbers.get(id) ?? null));
}

/** The ids of a list's filter that can be ids at all. */
export const uuidsOf = (ids: readonly string[] | undefined): { id?: { in: string[] } } =>
  ids ? { id: { in: ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) } } : {};
