/**
 * Which folder may import which (docs/ARCHITECTURE.md). Read twice by scripts/check-imports.ts: once with type-only
 * imports (the table), once without (cycles, and what workflows drag into their bundle).
 */
const folders = [
  'contract',
  'workflows',
  'activities',
  'records',
  'ports',
  'documents',
  'worker',
  'api',
  'admin-ui',
  'prisma',
  'platform',
  'simulators',
  'tests',
  'bench',
  'scripts',
  'deploy',
];

/** Folder -> what it may import besides itself; `types:` = as `import type` only. */
const table = {
  contract: [],
  workflows: ['contract', 'types:activities'],
  records: ['contract', 'platform', 'prisma'],
  ports: ['contract', 'platform'],
  documents: ['contract', 'platform', 'prisma', 'ports/storage'],
  activities: ['contract', 'platform', 'prisma', 'records', 'ports', 'documents'],
  api: ['contract', 'platform', 'prisma', 'records', 'ports', 'documents', 'types:workflows'],
  worker: ['contract', 'activities', 'platform', 'prisma', 'records', 'ports', 'documents'],
  'admin-ui': ['contract'],
  simulators: ['contract/external', 'contract/shared', 'platform'],
  prisma: ['platform'],
  platform: [],
};

const isTest = '\\.test\\.tsx?$';
const below = (names) => `^(${names.join('|')})/`;

const tableRules = Object.entries(table).flatMap(([folder, allowed]) => {
  const free = allowed.filter((name) => !name.startsWith('types:'));
  const typesOnly = allowed
    .filter((name) => name.startsWith('types:'))
    .map((name) => name.slice('types:'.length));
  const own = [folder, ...free];
  const from = { path: `^${folder}/`, pathNot: isTest };
  return [
    {
      name: `${folder}-imports-only-what-it-may`,
      severity: 'error',
      from: folder === 'prisma' ? { ...from, pathNot: [isTest, '^prisma/seed'] } : from,
      to: { path: below(folders), pathNot: below([...own, ...typesOnly]) },
    },
    ...typesOnly.map((name) => ({
      name: `${folder}-knows-${name}-by-type-only`,
      severity: 'error',
      from,
      to: { path: `^${name}/`, dependencyTypesNot: ['type-only'] },
    })),
  ];
});

module.exports = {
  forbidden: [
    ...tableRules,
    {
      name: 'seed-imports-only-what-it-may',
      severity: 'error',
      from: { path: '^prisma/seed', pathNot: isTest },
      to: { path: below(folders), pathNot: below(['prisma', 'platform', 'contract']) },
    },
    {
      name: 'contract-needs-nothing-but-zod',
      severity: 'error',
      from: { path: '^contract/', pathNot: isTest },
      to: { pathNot: ['^contract/', 'node_modules/zod/'] },
    },
    {
      name: 'pages-do-not-know-outside-systems',
      severity: 'error',
      from: { path: '^admin-ui/', pathNot: isTest },
      to: { path: '^contract/external/' },
    },
    {
      name: 'pages-run-in-a-browser',
      severity: 'error',
      from: {
        path: '^admin-ui/',
        pathNot: [isTest, '^admin-ui/vite\\.', '^admin-ui/oldest-browser\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workflows-are-deterministic',
      severity: 'error',
      from: { path: '^workflows/', pathNot: isTest },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workflows-use-only-the-workflow-sdk',
      severity: 'error',
      from: { path: '^workflows/', pathNot: isTest },
      to: { path: 'node_modules/', pathNot: 'node_modules/@temporalio/(workflow|common)/' },
    },
    { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|prisma/generated' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
module.exports.folders = folders;
module.exports.runtimeRules = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'workflow-bundles-stay-small',
    comment: 'zod alone makes the bundle of workflows two thirds larger',
    severity: 'error',
    from: { path: '^workflows/', pathNot: isTest },
    to: { path: 'node_modules/zod/', reachable: true },
  },
];
