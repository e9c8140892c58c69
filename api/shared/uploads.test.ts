import { expect, it } from 'vitest';
import { fileNameOf } from './uploads.ts';

it.each([
  ['bukti transfer.pdf', 'application/pdf', 'bukti transfer.pdf'],
  ['BUKTI.PDF', 'application/pdf', 'BUKTI.PDF'],
  ['foto.jpeg', 'image/jpeg', 'foto.jpeg'],
  ['laporan.csv', 'text/csv', 'laporan.csv'],
])('keeps an honest name: %s', (name, type, kept) => {
  expect(fileNameOf(name, type)).toBe(kept);
});

it.each([
  ['bukti.html', 'application/pdf', 'bukti.html.pdf'],
  ['foto.png', 'image/jpeg', 'foto.png.jpg'],
  ['gpj.\u202efdp.exe', 'application/pdf', 'gpj.fdp.exe.pdf'],
  ['../../etc/passwd', 'image/png', 'passwd.png'],
  ['C:\\temp\\a.pdf', 'application/pdf', 'a.pdf'],
  ['a\r\nSet-Cookie: b=c.pdf', 'application/pdf', 'aSet-Cookie: b=c.pdf'],
  ['\u200b', 'application/pdf', 'file.pdf'],
  ['', 'text/csv', 'file'],
])('makes a name harmless and true to the file: %j', (name, type, kept) => {
  expect(fileNameOf(name, type)).toBe(kept);
});

it('cuts a long name and never half a sign', () => {
  const name = fileNameOf(`${'a'.repeat(189)}🙂${'b'.repeat(50)}.pdf`, 'application/pdf');
  expect(name).toBe(`${'a'.repeat(189)}.pdf`);
});
