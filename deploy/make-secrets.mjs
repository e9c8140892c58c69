/**
 * `node deploy/make-secrets.mjs [--dir deploy/secrets] [--sandbox] [--postgres postgres:5432]`
 *
 * Writes the secret files that docker-compose.yml hands to the containers. What exists is never changed: run it
 * again after an upgrade that knows a new secret. Only the names are printed. Needs Node and nothing else.
 *
 * Two secrets are somebody else's and must be written by hand: `simponi_password` (from Kementerian Keuangan) and
 * `smtp_url` (from the mail server's keeper). With `--sandbox` they are made up, for the simulators.
 * `dwh_token` is needed only where DWH_URL is set, `siak_token` where SIAK_URL is, `whatsapp_token` and `whatsapp_app_secret` only where WHATSAPP_URL
 * is: until somebody fills them in, their files are empty.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: join(dirname(fileURLToPath(import.meta.url)), 'secrets') },
    sandbox: { type: 'boolean', default: false },
    postgres: { type: 'string', default: 'postgres:5432' },
  },
});
const dir = resolve(values.dir);

const password = () => randomBytes(24).toString('base64url');
const database = (role, name) => () => `postgresql://${role}:${password()}@${values.postgres}/${name}`;
/** The id tells keys apart when they are changed: the day on which this one was made. */
const keyRing = () => {
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  return `${id}:${randomBytes(32).toString('base64')}`;
};
const signingKey = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

const administrator = password();

/** Files that belong together are made together: the server's password and the address that uses it. */
const secrets = {
  postgres_password: () => administrator,
  admin_database_url: () => `postgresql://postgres:${administrator}@${values.postgres}/postgres`,
  migration_database_url: database('loket_owner', 'loket'),
  database_url: database('loket_app', 'loket'),
  temporal_database_password: password,
  payload_keys: keyRing,
  data_keys: keyRing,
  index_key: () => randomBytes(32).toString('base64'),
  document_signing_key: signingKey,
  auth_secret: () => randomBytes(48).toString('base64url'),
  ...(values.sandbox ? { simponi_password: password, smtp_url: () => 'smtp://simulator-mail:1025' } : {}),
  dwh_token: values.sandbox ? password : () => '',
  siak_token: values.sandbox ? password : () => '',
  whatsapp_token: values.sandbox ? password : () => '',
  whatsapp_app_secret: values.sandbox ? password : () => '',
  // Our own word, to be typed in where WhatsApp registers the webhook.
  whatsapp_verify_token: password,
};
const byHand = values.sandbox ? [] : ['simponi_password', 'smtp_url'];
/** Interfaces that may be switched off. docker-compose wants a file all the same; an empty one counts as not set. */
const whenUsed = values.sandbox
  ? {}
  : {
      dwh_token: 'DWH_URL',
      siak_token: 'SIAK_URL',
      whatsapp_token: 'WHATSAPP_URL',
      whatsapp_app_secret: 'WHATSAPP_URL',
    };
const together = ['postgres_password', 'admin_database_url'];

const has = (name) => existsSync(join(dir, name));
if (together.some(has) && !together.every(has)) {
  console.error(
    `Only one of ${together.join(' and ')} is in ${dir}. Restore the other from your backup; a new one would not fit the database.`,
  );
  process.exit(1);
}

// The folder keeps others on this machine out. The files themselves are readable, because each container reads
// them under a user id of its own.
mkdirSync(dir, { recursive: true });
chmodSync(dir, 0o700);
for (const [name, make] of Object.entries(secrets)) {
  if (has(name)) {
    console.log(`kept    ${name}`);
    continue;
  }
  // One that waits to be filled in by its owner must be writable.
  const mode = name in whenUsed ? 0o644 : 0o444;
  writeFileSync(join(dir, name), `${make().trim()}\n`, { mode, flag: 'wx' });
  console.log(
    name in whenUsed ? `empty   ${name}: fill it in when ${whenUsed[name]} is set` : `made    ${name}`,
  );
}
for (const name of byHand) {
  console.log(has(name) ? `kept    ${name}` : `MISSING ${name}: write it yourself into ${join(dir, name)}`);
}
console.log(
  `\nKeep a copy of ${dir} somewhere safe: without payload_keys, data_keys and index_key a backup cannot be read.`,
);
