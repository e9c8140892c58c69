import { z } from 'zod';
import { permissionNames } from '../access/permissions.ts';
import { type Role, roleNames } from '../access/roles.ts';
import { DailyLimit } from '../metering/manage-schemas.ts';
import { ZoneName } from '../offices/schemas.ts';
import { TwoFactorState } from './two-factor.ts';

/** Accounts: who is signed in, invitations, people of an institution, staff. Times ISO 8601 in UTC. */

const instant = z.iso.datetime();
export const RoleName = z.enum(roleNames as [Role, ...Role[]]);

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** NIST SP 800-63B: long is what counts; common passwords are refused elsewhere (PASSWORD_TOO_COMMON). */
export const Password = z.string().min(12).max(128);

/** The signed-in person, what he may do, and how far he sees. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(RoleName),
  permissions: z.array(z.enum(permissionNames as [string, ...string[]])),
  institution: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  /** Of people of a Dinas; their requests and their hours are this office's. */
  office: z.object({ id: z.uuid(), code: z.string(), name: z.string(), zone: ZoneName }).nullable(),
  unit: z.string(),
  twoFactor: TwoFactorState,
  /** Minutes without an act of his after which the session ends. */
  idleMinutes: z.int().min(1),
});
export type Me = z.infer<typeof Me>;

/** How long the session stays open. */
export const Presence = z.object({
  /** Until it ends for lack of an act; its end twelve hours after the login may come first. */
  secondsLeft: z.int().min(0),
});
export type Presence = z.infer<typeof Presence>;

/** What the login page must know before anybody is signed in. */
export const AppInfo = z.object({
  mode: z.enum(['demo', 'production']),
  version: z.string(),
  /** No administrator yet: the page asks once for the first one. */
  setupNeeded: z.boolean(),
  /** Links and accounts of the demo; empty in production. */
  demo: z.object({
    tellerUrl: z.string().nullable(),
    inboxUrl: z.string().nullable(),
    phoneUrl: z.string().nullable(),
    accounts: z.array(
      z.object({ email: z.string(), password: z.string(), label: z.string(), roles: z.array(RoleName) }),
    ),
  }),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** The first administrator of a production start; the token is printed once in the server's log. */
export const SetupInput = z
  .object({
    token: z.string().min(1).max(200),
    name: z.string().trim().min(2).max(100),
    email: Email,
    password: Password,
  })
  .strict();

export const InvitationInput = z
  .object({
    name: z.string().trim().min(2).max(100),
    email: Email,
    roles: z.array(RoleName).min(1).max(14),
    /** Needed from staff-kerjasama; the inviting manager's own institution otherwise. */
    institutionId: z.uuid().optional(),
    /** Needed for roles of a Dinas, whose unit is then the office's name. */
    officeId: z.uuid().optional(),
    unit: z.string().trim().max(100).optional(),
  })
  .strict();
export type InvitationInput = z.infer<typeof InvitationInput>;

/** What the page behind an invitation's link shows; the token stands in the URL's fragment and in the body. */
export const InvitationToken = z.object({ token: z.string().min(20).max(200) }).strict();
export const InvitationView = z.object({
  name: z.string(),
  email: z.string(),
  roles: z.array(RoleName),
  institutionName: z.string().nullable(),
  officeName: z.string().nullable(),
  expiresAt: instant,
});
export const InvitationAcceptance = InvitationToken.extend({ password: Password });

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(RoleName),
  institutionId: z.uuid().nullable(),
  institutionName: z.string().nullable(),
  officeId: z.uuid().nullable(),
  officeName: z.string().nullable(),
  unit: z.string().nullable(),
  /** DIUNDANG: the invitation is open. */
  status: z.enum(['AKTIF', 'NONAKTIF', 'DIUNDANG']),
  /** Units a day in the web portal (WIB); null: as many as there are. */
  dailyLimit: DailyLimit,
  /** Units of today that count against that limit; null without one. */
  usedToday: z.int().min(0).nullable(),
  /** He signs in with a code after his password. */
  twoFactor: z.boolean(),
  createdAt: instant,
});
export type Person = z.infer<typeof Person>;

export const PersonRolesInput = z
  .object({
    roles: z.array(RoleName).max(14),
    /** Moves the person to this office, or with null out of one; absent leaves the office as it is. */
    officeId: z.uuid().nullable().optional(),
  })
  .strict();

/** Why an administrator takes somebody's second factor away: how he made sure who asks. */
export const TwoFactorResetInput = z.object({ reason: z.string().trim().min(10).max(500) }).strict();

export const PersonLimitInput = z.object({ dailyLimit: DailyLimit }).strict();
