import { expect, it } from 'vitest';
import { CounterForm } from '#contract/requests/schemas';
import { digitsIn, emptyForm, type IntakeForm, partsOf, photoProblem, problemsOf } from './form.ts';

const jpeg = new File(['x'], 'kk.jpg', { type: 'image/jpeg' });
const filled: IntakeForm = {
  ...emptyForm,
  namaPemohon: 'Siti Contoh',
  nik: '1610 0141 0190 0001',
  noKk: '16.10.01.010120.0002',
  permasalahan: 'NIK tidak bisa daftar BPJS',
  wilayahKk: '1610',
  nomorWa: '081234567890',
  persetujuan: true,
};
const photos = { KARTU_KELUARGA: jpeg, KTP_EL: jpeg };

it('names every field that is not right yet', () => {
  expect(problemsOf(emptyForm, {})).toEqual({
    namaPemohon: 'tooShort',
    nik: 'sixteen',
    noKk: 'sixteen',
    permasalahan: 'tooShort',
    wilayahKk: 'pickRegion',
    persetujuan: 'consentMissing',
    fotoKk: 'photoMissing',
    fotoKtp: 'photoMissing',
  });
  expect(problemsOf(filled, photos)).toEqual({});
});

it('sees that the KK number is the NIK', () => {
  expect(problemsOf({ ...filled, noKk: filled.nik }, photos)).toEqual({ noKk: 'kkIsNik' });
});

it("asks for a parent's KTP-el under 17, and for the letter of who comes for another", () => {
  const child = { ...filled, diBawah17: true, untukSiapa: 'KUASA' } as const;
  expect(problemsOf(child, photos)).toEqual({
    fotoKtpOrangTua: 'photoMissing',
    fotoKiaAtauAkta: 'photoMissing',
    fotoSuratKuasa: 'photoMissing',
  });
});

it('sends what the contract takes, and no picture that is not asked for', () => {
  const { fields, files } = partsOf(filled, { ...photos, SURAT_KUASA: jpeg });
  expect(Object.keys(files)).toEqual(['fotoKk', 'fotoKtp']);
  expect(CounterForm.parse(fields)).toMatchObject({
    nik: '1610014101900001',
    noKk: '1610010101200002',
    diBawah17: false,
    penyebab: null,
    kanal: 'LOKET',
  });
  expect(CounterForm.parse(partsOf({ ...filled, diBawah17: true }, photos).fields).diBawah17).toBe(true);
  expect(CounterForm.parse(partsOf({ ...filled, nomorWa: '' }, photos).fields).nomorWa).toBe('');
});

it('says what is wrong with a photo before it is sent', () => {
  expect(photoProblem({ name: 'a.jpg', type: 'image/jpeg', size: 10 })).toBeNull();
  expect(photoProblem({ name: 'IMG_1.HEIC', type: '', size: 10 })).toBe('photoHeic');
  expect(photoProblem({ name: 'a.pdf', type: 'application/pdf', size: 10 })).toBe('photoType');
  expect(photoProblem({ name: 'a.svg', type: 'image/svg+xml', size: 10 })).toBe('photoType');
  expect(photoProblem({ name: 'a.png', type: 'image/png', size: 11 * 1024 * 1024 })).toBe('photoTooLarge');
});

it('counts digits as they are typed', () => {
  expect(digitsIn('16.10 01-4')).toBe(7);
});
