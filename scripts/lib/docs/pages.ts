import { permissionNames, permissions } from '#contract/access/permissions';
import { roleNames } from '#contract/access/roles';
import { openAuthPaths } from '#contract/accounts/http';
import { complaintLifecycle } from '#contract/complaints/lifecycle';
import { deliveryPages } from '#contract/i18n/id/console-delivery';
import { texts } from '#contract/i18n/index';
import { matchingHolds, matchingLifecycle } from '#contract/metering/matching/lifecycle';
import { semesterReportLifecycle } from '#contract/metering/semester-lifecycle';
import { orderLifecycle } from '#contract/orders/lifecycle';
import { requestLifecycle } from '#contract/requests/lifecycle';
import { requestSteps, stepLifecycle } from '#contract/requests/steps';
import { routeEntries } from '#contract/routes';
import { errorCodes, errorKinds } from '#contract/shared/errors';
import { toMermaid } from '#contract/shared/lifecycle';
import { type Setting, settings } from '#platform/config';
import { code, codes, generatedNote, markdownTable } from './markdown.ts';

const indonesian = texts('id');
const english = texts('en');

/** The state diagram of the order, drawn from its table. */
export const lifecyclePicture = (): string =>
  toMermaid(orderLifecycle, (state) => `${state} (${indonesian.orders.status[state]})`);

/** The picture with the table that it was drawn from. */
export function lifecyclePage(): string {
  const rows = orderLifecycle.rows.map((row) => [
    code(row.action),
    indonesian.orders.action[row.action],
    codes(row.from),
    code(row.to),
    codes(row.by),
    [
      ...(row.when ?? []).map(code),
      ...(row.asks ?? []).map((name) => `${code(name)} (asked while acting)`),
    ].join(', '),
    row.note ?? '',
    code(row.event),
  ]);
  const states = orderLifecycle.states.map((state) => [
    code(state),
    indonesian.orders.status[state],
    english.orders.status[state],
    orderLifecycle.final.includes(state) ? 'final' : '',
    indonesian.orders.statusHelp[state],
  ]);
  return `${generatedNote}

# The life of an order

From \`contract/orders/lifecycle.ts\`: the one table that validators, buttons, refusals and tests ask.

\`\`\`mermaid
${lifecyclePicture().trimEnd()}
\`\`\`

## Transitions

${markdownTable(['action', 'label', 'from', 'to', 'by', 'only when', 'note', 'audit event'], rows)}

## States

${markdownTable(['status', 'label', 'in English', '', 'what people read under it'], states)}
`;
}

/** The two state diagrams of a synchronisation request: Status Pengajuan, and Proses Pengerjaan for one step. */
export const requestPicture = (): string =>
  toMermaid(requestLifecycle, (state) => `${state} (${indonesian.requests.status[state]})`);
export const stepPicture = (): string =>
  toMermaid(stepLifecycle, (state) => `${state} (${indonesian.requests.stepStatus[state]})`);

interface DrawnRow {
  readonly action: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
  readonly when?: readonly string[];
  readonly note?: string;
  readonly event: string;
}

const transitions = (rows: readonly DrawnRow[], labels: Readonly<Record<string, string>>): string =>
  markdownTable(
    ['action', 'label', 'from', 'to', 'by', 'only when', 'note', 'audit event'],
    rows.map((row) => [
      ...[code(row.action), labels[row.action] ?? '', codes(row.from), code(row.to), codes(row.by)],
      ...[(row.when ?? []).map(code).join(', '), row.note ?? '', code(row.event)],
    ]),
  );

/** The state diagram of a complaint about an access. */
export const complaintPicture = (): string =>
  toMermaid(complaintLifecycle, (state) => `${state} (${indonesian.complaints.status[state]})`);

/** The picture with the table that it was drawn from. */
export const complaintLifecyclePage = (): string => `${generatedNote}

# The life of a complaint about an access

From \`contract/complaints/lifecycle.ts\`. The institution reads a complaint from \`forward\` on, and not before.

\`\`\`mermaid
${complaintPicture().trimEnd()}
\`\`\`

${transitions(complaintLifecycle.rows, indonesian.complaints.action)}
`;

/** The state diagram of a matching job. */
export const matchingPicture = (): string =>
  toMermaid(matchingLifecycle, (state) => `${state} (${deliveryPages.matching.status[state]})`);

/** The picture with the table that it was drawn from, and why a job pauses by itself. */
export const matchingLifecyclePage = (): string => `${generatedNote}

# The life of a matching job

From \`contract/metering/matching/lifecycle.ts\`. While a job is \`DIPROSES\` its file is worked through chunk by chunk; a
chunk that was under way when the job was paused is kept, one that ends after a cancelling is not.

\`\`\`mermaid
${matchingPicture().trimEnd()}
\`\`\`

${transitions(matchingLifecycle.rows, deliveryPages.matching.acts)}

## Why the system pauses a job

${markdownTable(
  ['hold', 'what people read'],
  matchingHolds.map((hold) => [code(hold), deliveryPages.matching.hold[hold]]),
)}
`;

/** The state diagram of a semester report. */
export const semesterPicture = (): string =>
  toMermaid(semesterReportLifecycle, (state) => `${state} (${indonesian.duties.semester.status[state]})`);

/** The picture with the table that it was drawn from. */
export const semesterLifecyclePage = (): string => `${generatedNote}

# The life of a semester report

From \`contract/metering/semester-lifecycle.ts\`. The draft opens by itself when the half-year is over, or earlier when
somebody of the institution asks for it; nothing suspends an institution by itself.

\`\`\`mermaid
${semesterPicture().trimEnd()}
\`\`\`

${transitions(semesterReportLifecycle.rows, indonesian.duties.semester.action)}
`;

/** Both pictures with the tables that they were drawn from. */
export function requestLifecyclePage(): string {
  const { action, stepAction } = indonesian.requests;
  return `${generatedNote}

# The life of a synchronisation request

## Status Pengajuan

From \`contract/requests/lifecycle.ts\`.

\`\`\`mermaid
${requestPicture().trimEnd()}
\`\`\`

${transitions(requestLifecycle.rows, action)}

## Proses Pengerjaan

From \`contract/requests/steps.ts\`; the same table for each step (${codes(requestSteps)}). What one act moves in both
tables at once, \`contract/requests/moves.ts\` says.

\`\`\`mermaid
${stepPicture().trimEnd()}
\`\`\`

${transitions(stepLifecycle.rows, stepAction)}
`;
}

/** Who may do what, and which route asks for it. */
export function permissionsPage(): string {
  const rows = permissionNames.map((name) => [
    code(name),
    ...roleNames.map((role) => ((permissions[name] as readonly string[]).includes(role) ? '●' : '')),
  ]);
  const routes = routeEntries.map(([, route]) => [
    code(`${route.method.toUpperCase()} ${route.path}`),
    route.access === 'public' || route.access === 'signed-in' ? route.access : code(route.access),
    route.summary,
  ]);
  const auth = openAuthPaths.map((path) => [code(path.replace(' ', ' /api/auth')), 'public', 'better-auth']);
  return `${generatedNote}

# Who may do what

From \`contract/access/permissions.ts\`. Closed by default: a role without a mark may not. A mark says what may be done at
all; whose rows a person sees is decided in every query: roles named \`lembaga-…\` see only their institution.

${markdownTable(['permission', ...roleNames], rows)}

## Routes

${markdownTable(['route', 'who', 'what'], [...routes, ...auth])}
`;
}

/** Every error code with its HTTP status and its sentences. */
export function errorsPage(): string {
  const rows = errorCodes.map((name) => [
    code(name),
    String(errorKinds[name].status),
    errorKinds[name].retry ? 'yes' : '',
    indonesian.errors[name],
    english.errors[name],
  ]);
  return `${generatedNote}

# Errors

From \`contract/shared/errors.ts\` and \`contract/i18n\`. Every refusal is a problem document (RFC 9457) with this code.
"Repeat" means that the same call may succeed later without a change.

${markdownTable(['code', 'HTTP', 'repeat', 'Indonesian', 'English'], rows)}
`;
}

/** The README's table of settings. */
export function settingsTable(): string {
  const rows = Object.entries<Setting>(settings).map(([name, row]) => {
    const demands = [
      row.production === 'required' ? 'must be set in production' : '',
      row.secret ? `secret, also as \`${name}_FILE\`` : '',
    ].filter((part) => part !== '');
    const rest = demands.length > 0 ? ` (${demands.join('; ')})` : '';
    return [code(name), row.default === undefined ? '' : code(row.default), `${row.description}${rest}`];
  });
  return markdownTable(['variable', 'default', 'what it does'], rows);
}
