import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOpenApi } from '../api/system/openapi.ts';
import { chargeTable, refusalTable, trialTable, validityTable } from './lib/docs/access-service.ts';
import { glossaryGaps } from './lib/docs/glossary.ts';
import { brokenLinks } from './lib/docs/links.ts';
import { replaceBetween } from './lib/docs/markdown.ts';
import {
  complaintLifecyclePage,
  complaintPicture,
  errorsPage,
  lifecyclePage,
  lifecyclePicture,
  matchingLifecyclePage,
  matchingPicture,
  permissionsPage,
  requestLifecyclePage,
  requestPicture,
  semesterLifecyclePage,
  semesterPicture,
  settingsTable,
  stepPicture,
} from './lib/docs/pages.ts';

/**
 * `npm run docs`: writes what the documentation takes from the code. `npm run docs -- --check` writes nothing and fails
 * when something written is stale, a page names a file that does not exist, or the glossary has a gap.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');

/** Every generated file with the text that it must have. */
function pages(): Map<string, string> {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  return new Map([
    ['docs/generated/order-lifecycle.mmd', lifecyclePicture()],
    ['docs/generated/order-lifecycle.md', lifecyclePage()],
    ['docs/generated/request-lifecycle.mmd', requestPicture()],
    ['docs/generated/step-lifecycle.mmd', stepPicture()],
    ['docs/generated/request-lifecycle.md', requestLifecyclePage()],
    ['docs/generated/complaint-lifecycle.mmd', complaintPicture()],
    ['docs/generated/complaint-lifecycle.md', complaintLifecyclePage()],
    ['docs/generated/matching-lifecycle.mmd', matchingPicture()],
    ['docs/generated/matching-lifecycle.md', matchingLifecyclePage()],
    ['docs/generated/semester-lifecycle.mmd', semesterPicture()],
    ['docs/generated/semester-lifecycle.md', semesterLifecyclePage()],
    ['docs/generated/permissions.md', permissionsPage()],
    ['docs/generated/errors.md', errorsPage()],
    ['docs/generated/openapi.json', `${JSON.stringify(buildOpenApi(version), null, 2)}\n`],
    ['docs/ACCESS-SERVICE.md', accessServicePage()],
    ['README.md', replaceBetween(read('README.md'), 'settings', settingsTable())],
  ]);
}

/** The page for the IT of institutions, with its tables. */
function accessServicePage(): string {
  const tables = {
    refusals: refusalTable(),
    charges: chargeTable(),
    validity: validityTable(),
    trial: trialTable(),
  };
  return Object.entries(tables).reduce(
    (page, [name, table]) => replaceBetween(page, name, table),
    read('docs/ACCESS-SERVICE.md'),
  );
}

function write(): void {
  for (const [path, text] of pages()) {
    if (existsSync(at(path)) && read(path) === text) continue;
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
    console.log(`wrote ${relative(root, at(path))}`);
  }
}

const stale = (): string[] =>
  [...pages()].filter(([path, text]) => !existsSync(at(path)) || read(path) !== text).map(([path]) => path);

function faults(check: boolean): string[] {
  const { missing, unknown } = glossaryGaps(read('docs/GLOSSARY.md'));
  return [
    ...(check ? stale().map((path) => `${path} is stale: run npm run docs and commit what it writes.`) : []),
    ...brokenLinks(root),
    ...missing.map((term) => `docs/GLOSSARY.md has no row for \`${term}\`.`),
    ...unknown.map((term) => `docs/GLOSSARY.md has a row for \`${term}\`, which the code does not know.`),
  ];
}

const check = process.argv.includes('--check');
if (!check) write();
const found = faults(check);
for (const fault of found) console.error(fault);
if (found.length === 0) console.log(check ? 'The documentation agrees with the code.' : 'Done.');
process.exitCode = found.length === 0 ? 0 : 1;
