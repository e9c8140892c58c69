import bcd, { type CompatStatement, type Identifier } from '@mdn/browser-compat-data';
import { type AnyNode, parse } from 'acorn';

/** What a built script uses that the oldest browser does not know; for tests. */

type Feature = { readonly __compat?: CompatStatement };

/** The Chrome version that brought a feature; Infinity where none did; null where the data do not say. */
function chromeOf(feature: Feature | undefined): number | null {
  const support = feature?.__compat?.support.chrome;
  if (!support) return null;
  const versions = (Array.isArray(support) ? support : [support])
    .filter(({ prefix, flags, alternative_name }) => !prefix && !flags && !alternative_name)
    .map(({ version_added }) => (version_added ? Number(String(version_added).replace('≤', '')) : Infinity));
  return versions.length === 0 ? null : Math.min(...versions.map((each) => (Number.isNaN(each) ? 0 : each)));
}

/** Earliest version in which anything of this name exists, over all interfaces: a script does not say whose it asks. */
function collectNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const note = (name: string, feature: Feature) => {
    const version = chromeOf(feature);
    if (version !== null) names.set(name, Math.min(names.get(name) ?? Infinity, version));
  };
  const collect = (tree: Identifier) => {
    for (const [name, feature] of Object.entries(tree)) {
      if (name === '__compat') continue;
      note(name.replace(/_(static|event)$/, ''), feature as Feature);
      collect(feature as Identifier);
    }
  };
  const { api, javascript } = bcd as unknown as Record<string, Record<string, Identifier>>;
  collect(api as unknown as Identifier);
  collect(javascript?.['builtins'] as Identifier);
  return names;
}

const names = collectNames();
const { operators, classes, statements, grammar } = bcd.javascript as unknown as Record<
  string,
  Record<string, Feature & Record<string, Feature>>
>;

/** Syntax by the nodes that show it. */
const syntax: readonly (readonly [
  what: string,
  feature: Feature | undefined,
  is: (node: AnyNode) => boolean,
])[] = [
  ['?.', operators?.['optional_chaining'], ({ type }) => type === 'ChainExpression'],
  [
    '??',
    operators?.['nullish_coalescing'],
    (node) => node.type === 'LogicalExpression' && node.operator === '??',
  ],
  [
    '??= ||= &&=',
    operators?.['nullish_coalescing_assignment'],
    (node) => node.type === 'AssignmentExpression' && /^(\?\?|\|\||&&)=$/.test(node.operator),
  ],
  ['class field', classes?.['public_class_fields'], ({ type }) => type === 'PropertyDefinition'],
  ['#private', classes?.['private_class_fields'], ({ type }) => type === 'PrivateIdentifier'],
  [
    'static {}',
    classes?.['static']?.['initialization_blocks'] ?? classes?.['static_initialization_blocks'],
    ({ type }) => type === 'StaticBlock',
  ],
  [
    'catch {}',
    statements?.['try_catch']?.['optional_catch_binding'],
    (node) => node.type === 'CatchClause' && !node.param,
  ],
  [
    '1_000',
    grammar?.['numeric_separators'],
    (node) => node.type === 'Literal' && typeof node.value === 'number' && (node.raw ?? '').includes('_'),
  ],
  ['1n', bcd.javascript.builtins?.['BigInt'] as Feature, (node) => node.type === 'Literal' && !!node.bigint],
];

/**
 * Everything that came after `version` of Chrome: syntax, and names of properties and globals. A new method that an
 * older interface has under the same name (`Blob.arrayBuffer`, as `Response.arrayBuffer`) is not seen. `own`: names of
 * our own data that happen to be a newer interface's.
 */
export function newerThan(code: string, version: number, own: readonly string[] = []): string[] {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'script' });
  const bound = boundNames(program);
  const found = new Set<string>();
  walk(program, (node) => {
    for (const [what, feature, is] of syntax) {
      if (is(node) && (chromeOf(feature) ?? Infinity) > version) found.add(what);
    }
    const name = propertyOf(node) ?? (node.type === 'Identifier' && !bound.has(node.name) ? node.name : null);
    if (name && !own.includes(name) && (names.get(name) ?? 0) > version) found.add(name);
  });
  return [...found].sort();
}

/** Visits every node but the names that only label: keys of objects and classes, properties after a dot. */
function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const [part, child] of Object.entries(node)) {
    const labels = (part === 'key' || part === 'property') && !(node as { computed?: boolean }).computed;
    if (labels && (child as AnyNode).type === 'Identifier') continue;
    for (const each of Array.isArray(child) ? child : [child]) {
      if (each && typeof each === 'object' && 'type' in each) walk(each as AnyNode, visit);
    }
  }
}

/** Names of variables, parameters, functions and classes, anywhere. */
function boundNames(program: AnyNode): ReadonlySet<string> {
  const bound = new Set<string>();
  const bind = (pattern: AnyNode | null | undefined): void => {
    if (pattern) walk(pattern, (node) => void (node.type === 'Identifier' && bound.add(node.name)));
  };
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') bind(node.id);
    else if (node.type === 'CatchClause') bind(node.param);
    else if ('params' in node) for (const parameter of node.params) bind(parameter);
    if (node.type === 'FunctionDeclaration') bind(node.id);
  });
  return bound;
}

function propertyOf(node: AnyNode): string | null {
  if (node.type !== 'MemberExpression') return null;
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  return node.property.type === 'Literal' ? String(node.property.value) : null;
}
