import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { Stop } from './lib/fail.ts';
import { runCommand } from './lib/run-command.ts';

interface Rules {
  readonly forbidden: IForbiddenRuleType[];
  readonly runtimeRules: IForbiddenRuleType[];
  readonly folders: string[];
  readonly options: ICruiseOptions;
}

/** Checks the table of imports, and that the modules were really seen: a checker that sees none is always content. */
async function main(): Promise<void> {
  const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Rules;
  const present = rules.folders.filter((folder) => existsSync(folder));
  const table = await look(present, rules.forbidden, rules.options, true);
  const runtime = await look(present, rules.runtimeRules, rules.options, false);
  const sources = table.modules.map(({ source }) => source);
  const unseen = present.filter((folder) => !sources.some((source) => source.startsWith(`${folder}/`)));
  if (unseen.length > 0)
    throw new Stop(`No module was seen in: ${unseen.join(', ')}. The check of imports is broken.`);
  const found = [...table.summary.violations, ...runtime.summary.violations];
  for (const { rule, from, to } of found) console.error(`  ${rule.name}: ${from} -> ${to}`);
  if (found.length > 0)
    throw new Stop(`${found.length} import(s) are not allowed (.dependency-cruiser.cjs says what is).`);
  console.log(
    `${sources.length} modules in ${present.length} folders, ${table.summary.totalDependenciesCruised} imports: all allowed.`,
  );
}

async function look(
  folders: string[],
  forbidden: IForbiddenRuleType[],
  options: ICruiseOptions,
  withTypes: boolean,
) {
  const result = await cruise(
    folders,
    { ...options, ruleSet: { forbidden }, validate: true, tsPreCompilationDeps: withTypes },
    {},
    { tsConfig: extractTsConfig('tsconfig.json') },
  );
  return result.output as ICruiseResult;
}

await runCommand(main);
