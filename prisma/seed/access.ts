import type { CredentialEnvironment } from '#contract/metering/codes';
import { sha256 } from '#platform/crypto';
import type { Transaction } from '../client.ts';
import { demoAccounts } from './accounts.ts';
import { productId } from './catalogue.ts';
import { type DemoInstitutionCode, institutionId } from './institutions.ts';
import { stableId } from './stable-id.ts';

/** The one secret of the demo's credentials. Like the demo's password it opens nothing but a demo. */
export const demoSecret = 'Rahasia-Coba-Loket-2023';

export interface DemoCredential {
  readonly environment: CredentialEnvironment;
  readonly userId: string;
  readonly label: string;
}

/** Credentials of DEMO PUSAT for Webservice NIK. */
export const demoCredentials: readonly DemoCredential[] = [
  { environment: 'UJI', userId: 'demo-pusat-uji', label: 'Program contoh (uji)' },
  { environment: 'PRODUKSI', userId: 'demo-pusat-produksi', label: 'Program contoh' },
];

/** The machine that the demo runs on. */
const ownMachine = [
  { cidr: '127.0.0.1/32', label: 'Komputer ini (IPv4)' },
  { cidr: '::1/128', label: 'Komputer ini (IPv6)' },
];
const withNetworks: readonly DemoInstitutionCode[] = ['DEMO-PUSAT', 'BANK-CONTOH'];

/** Networks and credentials with which the web service and the portal can be tried at once. After the accounts. */
export async function seedAccess(tx: Transaction): Promise<void> {
  await tx.allowedNetwork.createMany({
    data: withNetworks.flatMap((code) =>
      ownMachine.map((network) => ({
        ...network,
        id: stableId(`network:${code}:${network.cidr}`),
        institutionId: institutionId(code),
        status: 'DISETUJUI',
        requestedBy: 'system',
        decidedBy: managerOf(code),
        decidedAt: new Date(),
      })),
    ),
    skipDuplicates: true,
  });
  await tx.apiCredential.createMany({
    data: demoCredentials.map((credential) => ({
      ...credential,
      id: stableId(`credential:${credential.userId}`),
      institutionId: institutionId('DEMO-PUSAT'),
      productId: productId('WEBSERVICE-NIK'),
      secretHash: sha256(demoSecret),
      createdBy: managerOf('DEMO-PUSAT'),
    })),
    skipDuplicates: true,
  });
}

function managerOf(code: DemoInstitutionCode): string {
  const manager = demoAccounts.find(
    ({ institution, roles }) => institution === code && roles.includes('lembaga-admin'),
  );
  if (!manager) throw new Error(`the demo has no manager of ${code}`);
  return stableId(`user:${manager.email}`);
}
