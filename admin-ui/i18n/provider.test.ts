import englishMessages from 'ra-language-english';
import type { TranslationMessages } from 'react-admin';
import { beforeAll, expect, it } from 'vitest';
import { reactAdmin as en } from '#contract/i18n/en/react-admin';
import { reactAdmin as id } from '#contract/i18n/id/react-admin';
import { i18nProvider, interpolate } from './provider.ts';
import { switchLanguage } from './texts.ts';

beforeAll(() => {
  globalThis.document = { documentElement: { lang: '' } } as Document;
  return switchLanguage('id');
});

const keys = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keys(value as object, `${path}${key}.`),
  );

it('translates everything that react-admin says, into both languages', () => {
  const wanted = keys((englishMessages as unknown as { ra: TranslationMessages['ra'] }).ra as object).sort();
  expect(keys(id).sort()).toEqual(wanted);
  expect(keys(en).sort()).toEqual(wanted);
});

it('fills names and picks the plural', () => {
  expect(interpolate('Halaman %{page}', { page: 3 })).toBe('Halaman 3');
  expect(interpolate('satu |||| %{smart_count} baris', { smart_count: 1 })).toBe('satu');
  expect(interpolate('satu |||| %{smart_count} baris', { smart_count: 4 })).toBe('4 baris');
});

it('says by key, and says a sentence as it is', () => {
  expect(i18nProvider.translate('ra.action.save')).toBe('Simpan');
  expect(i18nProvider.translate('SIMPONI belum menjawab. Coba lagi.')).toBe(
    'SIMPONI belum menjawab. Coba lagi.',
  );
  expect(i18nProvider.translate('resources.x.name', { _: 'Nama' })).toBe('Nama');
});
