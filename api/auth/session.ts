import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isRole, type Role } from '#contract/access/roles';
import { isZone } from '#contract/shared/zones';
import type { Database } from '#prisma/client';
import type { SignedIn } from '../shared/deps.ts';
import { readCookie } from './cookies.ts';
import { unitOf } from './who.ts';

/** A token (of a session, of a sign-in) from a cookie `token.signature` that our secret signed; null for any other. */
export function readSessionToken(
  request: IncomingMessage,
  cookieName: string,
  secret: string,
): string | null {
  const value = readCookie(request.headers.cookie, cookieName);
  const at = value?.lastIndexOf('.') ?? -1;
  if (!value || at < 1) return null;
  const token = value.slice(0, at);
  const given = Buffer.from(value.slice(at + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

interface SessionRow {
  readonly session_id: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly unit: string | null;
  readonly institution_id: string | null;
  readonly institution_name: string | null;
  readonly office_id: string | null;
  readonly office_name: string | null;
  readonly office_zone: string | null;
  readonly roles: string[];
  readonly two_factor: boolean;
  readonly last_used_at: Date;
}

/** A session that has not expired, and whose it is; it may have been left lying for too long. */
export interface OpenSession {
  readonly person: SignedIn;
  readonly session: { readonly id: string; readonly lastUsedAt: Date };
}

/**
 * Who holds this token now, with roles as they are at this moment: one query. Null when the session is over or its
 * person was disabled.
 */
export async function findSignedIn(
  db: Database,
  token: string,
  { now, twoFactorFor }: { readonly now: Date; readonly twoFactorFor: readonly Role[] },
): Promise<OpenSession | null> {
  const [row] = await db.$queryRaw<SessionRow[]>`
    SELECT s.id AS session_id, s.last_used_at, u.id, u.name, u.email, u.unit, u.two_factor_enabled AS two_factor, u.institution_id::text, i.name AS institution_name,
           u.office_id::text, o.name AS office_name, o.zone AS office_zone,
           ARRAY(SELECT role FROM user_role r WHERE r.user_id = u.id ORDER BY role) AS roles
    FROM session s
    JOIN "user" u ON u.id = s.user_id
    LEFT JOIN institution i ON i.id = u.institution_id
    LEFT JOIN office o ON o.id = u.office_id
    WHERE s.token = ${token} AND s.expires_at > ${now} AND u.disabled_at IS NULL`;
  if (!row) return null;
  const roles = row.roles.filter(isRole);
  const person: SignedIn = {
    id: row.id,
    name: row.name,
    email: row.email,
    unit: unitOf({ unit: row.unit, institutionName: row.institution_name, officeName: row.office_name }),
    roles,
    institutionId: row.institution_id,
    officeId: row.office_id,
    officeZone: isZone(row.office_zone) ? row.office_zone : null,
    twoFactor: row.two_factor,
    twoFactorRequired: roles.some((role) => twoFactorFor.includes(role)),
    sessionId: row.session_id,
  };
  return { person, session: { id: row.session_id, lastUsedAt: row.last_used_at } };
}
