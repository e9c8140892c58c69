import { AppError } from '#contract/shared/errors';
import { isAddressAllowed } from '#records/metering/networks';
import { findTerminal, noteTerminalSeen } from '#records/metering/terminals';
import type { SignedInContext } from '../../shared/route.ts';
import { ownInstitution } from '../../shared/scope.ts';
import { terminalCookie } from './terminal-cookie.ts';

/** The approved device that somebody works at, as the access log names it. */
export interface AllowedTerminal {
  readonly id: string;
  readonly name: string;
  readonly branch: string | null;
}

type CheckContext = Pick<SignedInContext, 'deps' | 'actor' | 'address' | 'cookie' | 'setHeader'>;

/**
 * The terminal of the caller's institution that he sits at, approved, and reached from an approved network of the
 * institution. Throws `TERMINAL_NOT_ALLOWED` (`state`: the device's status) or `ADDRESS_NOT_ALLOWED`, whose sentences say
 * what to do. Notes at most once a minute that the device was seen, and then renews its cookie.
 */
export async function requireTerminal(context: CheckContext): Promise<AllowedTerminal> {
  const { deps, actor, address } = context;
  const institutionId = ownInstitution(actor);
  const cookie = terminalCookie(deps.config, institutionId);
  const token = context.cookie(cookie.name);
  const terminal = await findTerminal(deps.db, institutionId, token);
  if (token === null || terminal?.status !== 'DISETUJUI') {
    throw new AppError('TERMINAL_NOT_ALLOWED', { details: { state: terminal?.status ?? 'TIDAK_TERDAFTAR' } });
  }
  if (!(await isAddressAllowed(deps.db, institutionId, address))) {
    throw new AppError('ADDRESS_NOT_ALLOWED', { params: { address: address ?? '–' } });
  }
  if (await noteTerminalSeen(deps.db, terminal.id, deps.now())) {
    context.setHeader('Set-Cookie', cookie.set(token));
  }
  const { id, name, branch } = terminal;
  return { id, name, branch };
}
