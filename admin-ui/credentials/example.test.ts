import { expect, it } from 'vitest';
import { exampleCall } from './example.ts';

it('shows the call of the web service for the institution in small letters, without the secret', () => {
  const credential = { product: 'WEBSERVICE-NIK', userId: 'bank-contoh-k7q2m9xa' } as const;
  expect(exampleCall(credential, 'https://loket.test', 'BANK-CONTOH')).toBe(
    [
      "curl -X POST 'https://loket.test/dukcapil/get_json/bank-contoh/CALL_NIK' \\",
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"nik":"NIK_16_ANGKA","user_id":"bank-contoh-k7q2m9xa","password":"RAHASIA","ip_user":"ALAMAT_PEMANGGIL"}'`,
    ].join('\n'),
  );
  expect(exampleCall({ ...credential, product: 'WEBSERVICE-FACE' }, 'https://loket.test', 'X')).toBeNull();
});
