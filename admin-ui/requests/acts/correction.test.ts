import { expect, it } from 'vitest';
import { requestActionInputs } from '#contract/requests/schemas';
import { changedFields, standing } from './correction.ts';

const before = standing(
  { regionCode: '1610' },
  {
    namaPemohon: 'Siti Contoh',
    nik: '1610014101900001',
    noKk: '1610010101200002',
    nomorWa: null,
    permasalahan: 'NIK tidak terbaca',
  },
);

it('sends only what was changed', () => {
  expect(changedFields(before, before)).toEqual({});
  expect(changedFields(before, { ...before, namaPemohon: ' Siti Contoh ' })).toEqual({});
  expect(changedFields(before, { ...before, nomorWa: '081234567890' })).toEqual({ nomorWa: '081234567890' });
});

it('sends what the contract takes', () => {
  const fields = changedFields(before, { ...before, nik: '1610 0141 0190 0003', wilayahKk: '1611' });
  const parsed = requestActionInputs.correct.safeParse({ note: 'Salah ketik', fields });
  expect(parsed.data?.fields).toEqual({ nik: '1610014101900003', wilayahKk: '1611' });
});
