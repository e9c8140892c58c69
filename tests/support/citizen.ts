import { createHash, randomUUID } from 'node:crypto';
import { privacyNoticeVersion } from '#contract/requests/codes';
import type { Caller, TestAnswer } from './call.ts';
import { picture } from './pictures.ts';

/** Solves a proof of work as a browser does. */
export function solve(token: string, bits: number): string {
  for (let solution = 0; ; solution += 1) if (answers(token, bits, String(solution))) return String(solution);
}

/** An answer that is wrong for sure: any text answers an easy challenge now and then. */
export function missolve(token: string, bits: number): string {
  for (let wrong = 'salah'; ; wrong += '!') if (!answers(token, bits, wrong)) return wrong;
}

function answers(token: string, bits: number, solution: string): boolean {
  const digest = createHash('sha256').update(`${token}.${solution}`).digest();
  const zeros = digest.readUInt32BE(0) === 0 ? 32 : Math.clz32(digest.readUInt32BE(0));
  return zeros >= bits;
}

/** A challenge and its answer, as fields of a form. */
export async function proof(api: Caller): Promise<{ tantangan: string; jawaban: string }> {
  const { body } = await api.call('GET', '/api/v1/public/challenges');
  return { tantangan: body.token, jawaban: solve(body.token, body.bits) };
}

let serial = 0;
/** A NIK of Semarang that no other form of this run has. */
export const freshNik = (): string => `3374014101900${String(++serial).padStart(3, '0')}`;

/** A right form without its proof; say what is to be different, undefined leaves a field out. */
export const form = (changes: Readonly<Record<string, string | undefined>> = {}) => ({
  namaPemohon: 'Siti Kanari Rahayu',
  nik: freshNik(),
  noKk: '3374010101200001',
  untukSiapa: 'DIRI_SENDIRI',
  permasalahan: 'NIK tidak terbaca di BPJS',
  penyebab: '',
  belumTerbacaDi: 'BPJS',
  wilayahKk: '3374',
  nomorWa: '0812 3456 7890',
  persetujuan: privacyNoticeVersion,
  ...changes,
});

export type Files = Readonly<Record<string, Buffer | undefined>>;

let shared: Promise<Buffer> | null = null;
/** Family card and KTP-el; the same small picture for both. */
export async function photos(changes: Files = {}): Promise<Files> {
  shared ??= picture();
  return { fotoKk: await shared, fotoKtp: await shared, ...changes };
}

export function multipart(
  fields: Readonly<Record<string, string | undefined>>,
  files: Files,
  fileName = 'foto.jpg',
): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) data.set(name, value);
  for (const [name, content] of Object.entries(files))
    if (content) data.set(name, new Blob([new Uint8Array(content)], { type: 'image/jpeg' }), fileName);
  return data;
}

/** Sends the public form with a fresh proof, unless the fields bring one. */
export async function send(
  api: Caller,
  fields: Readonly<Record<string, string | undefined>> = form(),
  files?: Files,
  key: string = randomUUID(),
): Promise<TestAnswer> {
  const given = 'tantangan' in fields ? {} : await proof(api);
  return api.call('POST', '/api/v1/public/requests', {
    form: multipart({ ...given, ...fields }, files ?? (await photos())),
    key,
  });
}
