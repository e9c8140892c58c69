import type { StartSettings } from './start-settings.ts';

/** Prints where everything is, who can log in, and what to try first. */
export async function printWelcome(
  settings: StartSettings,
  links: {
    readonly teller?: string;
    readonly inbox?: string;
    readonly phone?: string;
    readonly dwh?: string;
    readonly siak?: string;
  },
): Promise<void> {
  const lines = ['', '  Loket Dukcapil is ready', '', `  Open               ${settings.publicUrl}`];
  lines.push(`  API documentation  ${settings.publicUrl}/api/docs`);
  if (links.teller) lines.push(`  Bank teller        ${links.teller}   (simulated: pay a kode billing here)`);
  if (links.inbox) lines.push(`  Mail inbox         ${links.inbox}   (simulated: every mail lands here)`);
  if (links.phone) lines.push(`  WhatsApp phone     ${links.phone}   (simulated: every message lands here)`);
  if (links.dwh) lines.push(`  DWH                ${links.dwh}   (simulated: its jobs, and how they go)`);
  if (links.siak)
    lines.push(`  SIAK               ${links.siak}   (simulated: people to look up, none of them real)`);
  lines.push(`  Data and logs      ${settings.dataDir}`);
  if (!settings.production) lines.push('', ...(await demoLines()));
  lines.push('', '  Ctrl-C stops everything; the next start goes on where this one ended.', '');
  console.log(lines.join('\n'));
}

async function demoLines(): Promise<string[]> {
  const { demoAccounts, demoCredentials, demoPassword, demoSecret } = await import('./seeds.ts');
  const width = Math.max(...demoAccounts.map(({ label }) => label.length));
  const first = demoAccounts[0]?.email ?? '';
  return [
    `  Demo accounts (password of all: ${demoPassword})`,
    ...demoAccounts.map(({ label, email }) => `    ${label.padEnd(width)}  ${email}`),
    '',
    `  Demo credentials of the web service, for lembaga demo-pusat (secret of all: ${demoSecret})`,
    ...demoCredentials.map(({ environment, userId }) => `    ${environment.padEnd(width)}  ${userId}`),
    '',
    '  Try first',
    `    1. Log in as ${first}.`,
    '    2. PNBP > Produk > Webservice NIK > Pesan: 100, then Keranjang > Proses.',
    '    3. Open the order, copy its kode billing, pay it at the bank teller.',
    '    4. Watch the order become SELESAI and the voucher rise on the dashboard.',
  ];
}
