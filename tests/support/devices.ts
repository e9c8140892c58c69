import { randomBytes } from 'node:crypto';
import { sha256 } from '#platform/crypto';
import type { Database } from '#prisma/client';
import { terminalCookie } from '../../api/metering/manage/terminal-cookie.ts';
import type { ApiDeps } from '../../api/shared/deps.ts';

/** An approved device of an institution, with the cookie that its browser sends. */
export interface TestDevice {
  readonly terminalId: string;
  readonly name: string;
  readonly secret: string;
  /** `name=secret`. */
  readonly cookie: string;
}

/** Adds a device as somebody else approved it. */
export async function addDevice(
  db: Database,
  config: ApiDeps['config'],
  owner: { readonly institutionId: string; readonly registeredBy: string },
): Promise<TestDevice> {
  const secret = randomBytes(24).toString('base64url');
  const { id } = await db.terminal.create({
    data: {
      ...owner,
      name: 'Loket 1',
      branch: 'Cabang Semarang',
      tokenHash: sha256(secret),
      status: 'DISETUJUI',
      decidedBy: 'manager',
      decidedAt: new Date(),
    },
  });
  const { name } = terminalCookie(config, owner.institutionId);
  return { terminalId: id, name, secret, cookie: `${name}=${secret}` };
}
