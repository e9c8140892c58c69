import type { Credential } from '#contract/metering/manage-schemas';

/** How a program calls the web service with a credential; null where there is no call to show. The secret is left out. */
export function exampleCall(
  { product, userId }: Pick<Credential, 'product' | 'userId'>,
  origin: string,
  institutionCode: string,
): string | null {
  if (product !== 'WEBSERVICE-NIK') return null;
  const body = `{"nik":"NIK_16_ANGKA","user_id":"${userId}","password":"RAHASIA","ip_user":"ALAMAT_PEMANGGIL"}`;
  return [
    `curl -X POST '${origin}/dukcapil/get_json/${institutionCode.toLowerCase()}/CALL_NIK' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join('\n');
}
