import type { Permission } from '#contract/access/permissions';

/**
 * Which permission opens which page. Closed by default: a resource or an action that has no row here is refused,
 * also when react-admin would offer it.
 */
export const resourcePermissions: Readonly<Record<string, Readonly<Record<string, Permission>>>> = {
  orders: { list: 'orders.read', show: 'orders.read', export: 'orders.read' },
  vouchers: { list: 'vouchers.read', show: 'vouchers.read' },
  checkouts: { list: 'checkouts.read', show: 'checkouts.read' },
  'unmatched-payments': { list: 'unmatched-payments.read', show: 'unmatched-payments.read' },
  'report-imports': { list: 'reports.read', show: 'reports.read', create: 'reports.import' },
  'report-differences': { list: 'reports.read', show: 'reports.read' },
  'standing-decisions': { list: 'standing-decisions.read', create: 'standing-decisions.decide' },
  tariffs: { list: 'tariffs.read' },
  'matching-jobs': { list: 'matching.read' },
  handovers: { list: 'handovers.read' },
  'awaiting-handovers': { list: 'handovers.record' },
  institutions: {
    list: 'institutions.read',
    show: 'institutions.read',
    create: 'institutions.write',
    edit: 'institutions.write',
  },
  offices: {
    list: 'offices.read',
    show: 'offices.read',
    create: 'offices.manage',
    edit: 'offices.manage',
  },
  networks: { list: 'networks.read', export: 'networks.read' },
  terminals: { list: 'terminals.read', export: 'terminals.read' },
  credentials: { list: 'credentials.read', export: 'credentials.read' },
  accesses: { list: 'accesses.read', show: 'accesses.read', export: 'accesses.read' },
  'return-data': { list: 'return-data.read', show: 'return-data.read' },
  'return-data-faults': { list: 'return-data.read' },
  'semester-reports': { list: 'semester-reports.read', show: 'semester-reports.read' },
  holidays: { list: 'calendar.read' },
  people: { list: 'people.read', show: 'people.read', create: 'people.invite' },
  audit: { list: 'audit.read', export: 'audit.read' },
  requests: { list: 'requests.read', show: 'requests.read', export: 'requests.read' },
  'photo-destructions': { list: 'request-log.read' },
  'access-complaints': { list: 'complaints.read', show: 'complaints.read' },
};

export const permissionFor = (resource: string, action: string): Permission | null =>
  resourcePermissions[resource]?.[action] ?? null;
