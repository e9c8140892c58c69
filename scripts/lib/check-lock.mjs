import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/**
 * What package-lock.json leaves out. npm writes an incomplete file without a word when a registry lacks the package of
 * one platform, and `npm ci` then refuses it on every fresh clone.
 */
export function lockFaults() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const faults = [];
  for (const kind of ['dependencies', 'devDependencies']) {
    for (const [name, range] of Object.entries(manifest[kind] ?? {})) {
      if (packages[''][kind]?.[name] !== range)
        faults.push(`${name}: package.json and package-lock.json differ; run npm install`);
    }
  }
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      if (!resolves(packages, path, name))
        faults.push(`${path} needs ${name}, which the lock file leaves out`);
    }
  }
  return faults;
}

/** As Node looks for it: beside the package, then further up. */
function resolves(packages, from, name) {
  for (let at = from; ; ) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
    const up = at.lastIndexOf('/node_modules/');
    at = up === -1 ? '' : at.slice(0, up);
  }
}
