import { isRole, type Role } from '#contract/access/roles';
import { type DatabaseReader, Prisma } from '#prisma/client';

/** A person with an account, or one who is invited and has none yet. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly institutionId: string | null;
  readonly institutionName: string | null;
  readonly officeId: string | null;
  readonly officeName: string | null;
  readonly unit: string | null;
  readonly status: 'AKTIF' | 'NONAKTIF' | 'DIUNDANG';
  readonly dailyLimit: number | null;
  readonly twoFactor: boolean;
  readonly createdAt: Date;
}

/** Whom somebody sees: everybody, everybody of institutions, or the people of one institution. */
export type Reach = 'all' | 'institutions' | { readonly institutionId: string };

export interface PeopleFilter {
  readonly id?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly role?: string | undefined;
  readonly institutionId?: string | undefined;
  readonly status?: string | undefined;
}

export interface PeoplePage {
  /** A field of `peopleListQuery`. */
  readonly sort: readonly [string, 'ASC' | 'DESC'];
  readonly from: number;
  readonly take: number;
  /** Counts no further than this. */
  readonly countUpTo: number;
}

/** Accounts and open invitations as one table; an invitation's id stands for the person until he accepts. */
const people = Prisma.sql`
  SELECT u.id, u.name, u.email, u.institution_id, u.office_id, u.unit, u.created_at, u.daily_limit, u.two_factor_enabled AS two_factor,
         CASE WHEN u.disabled_at IS NULL THEN 'AKTIF' ELSE 'NONAKTIF' END AS status,
         ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.id ORDER BY r.role) AS roles
  FROM "user" u
  UNION ALL
  SELECT v.id::text, v.name, v.email, v.institution_id, v.office_id, v.unit, v.created_at, NULL, FALSE,
         'DIUNDANG', v.roles
  FROM invitation v WHERE v.accepted_at IS NULL AND v.revoked_at IS NULL`;

const columns: Readonly<Record<string, string>> = {
  name: 'p.name',
  email: 'p.email',
  createdAt: 'p.created_at',
};

/** One page of the people in reach, and how many there are (up to `countUpTo`). */
export async function listPeople(
  db: DatabaseReader,
  reach: Reach,
  filter: PeopleFilter,
  page: PeoplePage,
): Promise<{ rows: PersonRow[]; total: number }> {
  const where = whereOf(reach, filter);
  const [field, direction] = page.sort;
  const column = columns[field];
  if (!column) throw new Error(`people cannot be sorted by ${field}`);
  const order = Prisma.raw(`${column} ${direction}, p.id ${direction}`);
  const rows = await db.$queryRaw<RawPerson[]>`
    SELECT p.*, p.institution_id::text AS institution_id, i.name AS institution_name,
           p.office_id::text AS office_id, o.name AS office_name
    FROM (${people}) p LEFT JOIN institution i ON i.id = p.institution_id
    LEFT JOIN office o ON o.id = p.office_id
    WHERE ${where} ORDER BY ${order} LIMIT ${page.take} OFFSET ${page.from}`;
  const [counted] = await db.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM (SELECT 1 FROM (${people}) p WHERE ${where} LIMIT ${page.countUpTo}) c`;
  return { rows: rows.map(toRow), total: Number(counted?.total ?? 0) };
}

/** One person in reach, or null. */
export async function findPerson(db: DatabaseReader, reach: Reach, id: string): Promise<PersonRow | null> {
  const page = { sort: ['name', 'ASC'], from: 0, take: 1, countUpTo: 1 } as const;
  const { rows } = await listPeople(db, reach, { id: [id] }, page);
  return rows[0] ?? null;
}

interface RawPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly institution_id: string | null;
  readonly institution_name: string | null;
  readonly office_id: string | null;
  readonly office_name: string | null;
  readonly unit: string | null;
  readonly created_at: Date;
  readonly status: PersonRow['status'];
  readonly daily_limit: number | null;
  readonly two_factor: boolean;
  readonly roles: string[];
}

const toRow = (row: RawPerson): PersonRow => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: row.roles.filter(isRole),
  institutionId: row.institution_id,
  institutionName: row.institution_name,
  officeId: row.office_id,
  officeName: row.office_name,
  unit: row.unit,
  status: row.status,
  dailyLimit: row.daily_limit,
  twoFactor: row.two_factor,
  createdAt: row.created_at,
});

function whereOf(reach: Reach, filter: PeopleFilter): Prisma.Sql {
  const conditions: Prisma.Sql[] = [Prisma.sql`TRUE`];
  if (reach === 'institutions') conditions.push(Prisma.sql`p.institution_id IS NOT NULL`);
  else if (reach !== 'all') conditions.push(Prisma.sql`p.institution_id = ${reach.institutionId}::uuid`);
  if (filter.id) conditions.push(Prisma.sql`p.id = ANY(${[...filter.id]})`);
  if (filter.institutionId) conditions.push(Prisma.sql`p.institution_id = ${filter.institutionId}::uuid`);
  if (filter.status) conditions.push(Prisma.sql`p.status = ${filter.status}`);
  if (filter.role) conditions.push(Prisma.sql`${filter.role} = ANY(p.roles)`);
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(Prisma.sql`(p.name ILIKE ${pattern} OR p.email ILIKE ${pattern})`);
  }
  return Prisma.join(conditions, ' AND ');
}
