import { describe, expect, it } from 'vitest';
import { type PersonRecord, personElements, usualElements } from './person.ts';
import { visibleTo } from './visible.ts';

const everything = Object.fromEntries(personElements.map((name) => [name, `<${name}>`]));
const person = {
  ...everything,
  nik: '3374014507900001',
  noKk: '3374010101100009',
} as unknown as PersonRecord;

describe('visibleTo', () => {
  it('shows what the juknis names, and hides the middle of numbers that it does not name', () => {
    const { elements, masked } = visibleTo(person, ['namaLengkap', 'nik']);
    expect(elements).toEqual({
      nik: '3374014507900001',
      noKk: '3374********0009',
      namaLengkap: '<namaLengkap>',
    });
    expect(masked).toEqual(['noKk']);
  });

  it('shows nobody whole where there is no juknis', () => {
    expect(visibleTo(person, []).elements).toEqual({ nik: '3374********0001', noKk: '3374********0009' });
  });

  it('leaves family and faith out of the usual juknis', () => {
    const shown = Object.keys(visibleTo(person, usualElements).elements);
    expect(shown.filter((name) => ['agama', 'namaIbu', 'namaAyah', 'golonganDarah'].includes(name))).toEqual(
      [],
    );
  });

  it('keeps what the registry does not have as nothing', () => {
    expect(visibleTo({ ...person, noKk: null, agama: null }, ['agama']).elements).toMatchObject({
      noKk: null,
      agama: null,
    });
  });
});
