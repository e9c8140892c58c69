import { describe, expect, it } from 'vitest';
import { emptySaid, emptyWhom, saidOf, type WhomForm, whatIsWrong } from './form.ts';

const whom: WhomForm = { purpose: 'KREDIT', caseNumber: 'KRD-1', nik: '3374 0145 0790 0001' };

describe('the form of a lookup', () => {
  it('is right with purpose, case number and 16 digits, however they are spaced', () => {
    expect(whatIsWrong(whom, null)).toEqual({});
  });

  it('names everything that is missing at once', () => {
    expect(whatIsWrong(emptyWhom, emptySaid)).toEqual({
      purpose: 'REQUIRED',
      caseNumber: 'REQUIRED',
      nik: 'BAD_NIK',
      elements: 'ELEMENT_NEEDED',
    });
  });

  it('takes neither 15 digits nor a case number of blanks', () => {
    expect(whatIsWrong({ ...whom, nik: '337401450790000', caseNumber: ' 1 2'.slice(0, 2) }, null)).toEqual({
      nik: 'BAD_NIK',
      caseNumber: 'TOO_SMALL',
    });
  });

  it('asks only about what is filled in', () => {
    const said = { ...emptySaid, said: { namaLengkap: ' SITI ', alamat: '   ', noRt: '' } };
    expect(saidOf(said)).toEqual({ namaLengkap: 'SITI' });
    expect(whatIsWrong(whom, said)).toEqual({});
  });
});
