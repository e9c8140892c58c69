import { type OrderAction, orderLifecycle } from '../orders/lifecycle.ts';
import type { Role } from './roles.ts';
import { isRole, roleNames } from './roles.ts';

/**
 * Role x permission. Closed by default: who is not named may not. A row says what may be done at all; whose rows a
 * person sees is the scope of his role's group, applied in every query.
 */
export const permissions = {
  'dashboard.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'staf-pnbp',
    'staf-kerjasama',
    'pejabat',
    'auditor',
  ],
  'products.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'staf-pnbp',
    'staf-kerjasama',
    'pejabat',
    'auditor',
  ],
  'cart.use': ['lembaga-pemesan'],
  'checkouts.read': ['lembaga-pemesan', 'lembaga-penyetuju', 'lembaga-admin', 'auditor'],
  'checkouts.decide': ['lembaga-penyetuju'],
  'orders.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'staf-pnbp',
    'pejabat',
    'auditor',
  ],
  'orders.act': ['lembaga-pemesan', 'staf-pnbp', 'pejabat'],
  'orders.ask-payment': ['lembaga-pemesan', 'lembaga-keuangan', 'staf-pnbp'],
  'orders.upload-proof': ['lembaga-pemesan', 'lembaga-keuangan'],
  'orders.reorder': ['lembaga-pemesan'],
  'documents.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'staf-pnbp',
    'pejabat',
    'auditor',
  ],
  'vouchers.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'lembaga-operator',
    'staf-pnbp',
    'pejabat',
    'auditor',
  ],
  'handovers.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-keuangan',
    'staf-kerjasama',
    'staf-pnbp',
    'pejabat',
    'auditor',
  ],
  'matching.read': ['lembaga-admin', 'lembaga-teknis', 'staf-kerjasama', 'auditor'],
  'matching.use': ['lembaga-admin', 'lembaga-teknis'],
  'handovers.record': ['staf-kerjasama'],
  /** By somebody else than who recorded it. */
  'handovers.reverse': ['staf-kerjasama', 'pejabat'],
  'unmatched-payments.read': ['staf-pnbp', 'pejabat', 'auditor'],
  'unmatched-payments.close': ['staf-pnbp'],
  'reports.read': ['staf-pnbp', 'pejabat', 'auditor'],
  'reports.import': ['staf-pnbp'],
  'standing-decisions.read': ['staf-pnbp', 'pejabat', 'auditor'],
  'standing-decisions.decide': ['pejabat'],
  /** Who keeps products proposes a tariff, and the official sets it: never his own proposal. */
  'tariffs.read': ['staf-pnbp', 'staf-kerjasama', 'pejabat', 'auditor'],
  'tariffs.propose': ['staf-kerjasama'],
  'tariffs.decide': ['pejabat'],
  'institutions.read': ['staf-kerjasama', 'staf-pnbp', 'pejabat', 'auditor', 'admin'],
  'institutions.write': ['staf-kerjasama'],
  'institution.own': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'lembaga-teknis',
    'lembaga-operator',
  ],
  'institution.limit': ['lembaga-admin'],
  'return-data.read': ['lembaga-admin', 'staf-kerjasama', 'auditor'],
  'return-data.upload': ['lembaga-admin'],
  'semester-reports.read': ['lembaga-admin', 'staf-kerjasama', 'pejabat', 'auditor'],
  'semester-reports.write': ['lembaga-admin'],
  'semester-reports.act': ['lembaga-admin', 'staf-kerjasama'],
  'credentials.read': ['lembaga-admin', 'lembaga-teknis', 'auditor'],
  'credentials.manage': ['lembaga-admin', 'lembaga-teknis'],
  'networks.read': ['lembaga-admin', 'lembaga-teknis', 'staf-kerjasama', 'auditor'],
  'networks.register': ['lembaga-teknis'],
  /** Which decision, the table of registrations says. */
  'networks.decide': ['lembaga-admin', 'staf-kerjasama'],
  'terminals.read': ['lembaga-admin', 'lembaga-teknis', 'lembaga-operator', 'auditor'],
  /** The browser that one sits at, and the address that it comes from. */
  'terminals.own': ['lembaga-admin', 'lembaga-teknis', 'lembaga-operator'],
  'terminals.register': ['lembaga-operator'],
  'terminals.decide': ['lembaga-admin', 'lembaga-teknis'],
  /** Checklist of Mode Uji and its Berita Acara. */
  'trial.read': ['lembaga-admin', 'lembaga-teknis', 'staf-kerjasama', 'auditor'],
  'production.decide': ['staf-kerjasama'],
  'offices.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi', 'auditor', 'admin'],
  'offices.manage': ['admin'],
  'calendar.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi', 'auditor', 'admin'],
  'calendar.manage': ['admin'],
  'people.read': ['lembaga-admin', 'staf-kerjasama', 'admin', 'auditor'],
  'people.invite': ['lembaga-admin', 'staf-kerjasama', 'admin'],
  'people.manage': ['lembaga-admin', 'admin'],
  'people.limit': ['lembaga-admin'],
  /** Of somebody who lost his phone and his backup codes. */
  'people.reset-two-factor': ['admin'],
  'audit.read': ['auditor'],
  'requests.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi', 'auditor'],
  'requests.act': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi'],
  'requests.intake': ['operator-dinas', 'supervisor-dinas'],
  'requests.assign': ['operator-dinas', 'supervisor-dinas'],
  /** The board of the steps: opens a page; what may be done there, the step's table says. */
  'steps.work': ['staf-konsolidasi'],
  'personal-data.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi', 'auditor'],
  'photos.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi'],
  'dwh.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi'],
  'lookups.read': ['operator-dinas', 'supervisor-dinas', 'staf-konsolidasi', 'auditor'],
  'requests.hold': ['supervisor-dinas', 'staf-konsolidasi'],
  'request-log.read': ['auditor'],
  'statements.read': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'staf-pnbp',
    'pejabat',
    'auditor',
  ],
  'reconciliations.read': ['lembaga-admin', 'lembaga-keuangan', 'staf-pnbp', 'auditor'],
  /** An operator sees his own accesses; who keeps the books sees no log of persons. */
  'accesses.read': ['lembaga-admin', 'lembaga-operator', 'staf-pnbp', 'auditor'],
  /** The NIK of an access in full, with a reason. */
  'access-nik.read': ['auditor'],
  /** How the access service does, over all institutions: figures, no person and no NIK. */
  'monitoring.read': ['staf-pnbp', 'staf-kerjasama', 'auditor', 'admin'],
  /** A code for somebody whose KTP-el was compared at the counter. */
  'nik-proofs.issue': ['operator-dinas', 'supervisor-dinas'],
  'complaints.read': ['lembaga-admin', 'staf-kerjasama', 'auditor'],
  'complaints.act': ['lembaga-admin', 'staf-kerjasama'],
  /** The tanda terima belongs to who complained: the institution gives none out. */
  'complaint-receipts.read': ['staf-kerjasama', 'auditor'],
  /** The web portal and Cek E-KTP. */
  'portal.use': ['lembaga-operator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

export const can = (held: readonly Role[], permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).some((role) => held.includes(role));

/** Roles that some row of the table lets take this action. `orders.act` lists their union; a test holds it so. */
export const rolesForOrderAction = (action: OrderAction): Role[] =>
  roleNames.filter((role) =>
    orderLifecycle.rows.some(
      (row) => row.action === action && row.by.some((by) => isRole(by) && by === role),
    ),
  );

/**
 * Which roles a holder may give to whom: `lembaga-admin` inside his institution, `staf-kerjasama` an institution's
 * first manager, `admin` staff. Nobody gives himself a role.
 */
export const grantableRoles = {
  'lembaga-admin': [
    'lembaga-admin',
    'lembaga-pemesan',
    'lembaga-penyetuju',
    'lembaga-keuangan',
    'lembaga-teknis',
    'lembaga-operator',
  ],
  'staf-kerjasama': ['lembaga-admin'],
  admin: [
    'operator-dinas',
    'supervisor-dinas',
    'staf-konsolidasi',
    'staf-pnbp',
    'staf-kerjasama',
    'pejabat',
    'auditor',
    'admin',
  ],
} as const satisfies Partial<Record<Role, readonly Role[]>>;

export const rolesGrantableBy = (held: readonly Role[]): Role[] =>
  roleNames.filter((role) =>
    Object.entries(grantableRoles).some(
      ([granter, granted]) => held.includes(granter as Role) && (granted as readonly Role[]).includes(role),
    ),
  );
