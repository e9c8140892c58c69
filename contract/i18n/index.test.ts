import { describe, expect, it } from 'vitest';
import { fill, languageFrom, languages, texts } from './index.ts';

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value as object, `${path}${key}.`),
  );
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('texts', () => {
  it.each(languages)('has no empty text in %s', (language) => {
    expect(leaves(texts(language)).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('names the same values in both languages', () => {
    const english = new Map(leaves(texts('en')));
    const differing = leaves(texts('id')).filter(
      ([path, text]) => String(placeholders(text)) !== String(placeholders(english.get(path) ?? '')),
    );
    expect(differing).toEqual([]);
  });
});

describe('fill', () => {
  it('puts values in and never shows a brace', () => {
    expect(fill('1 sampai {max}', { max: 10 })).toBe('1 sampai 10');
    expect(fill('sampai {max}')).toBe('sampai –');
  });
});

it('answers in Indonesian unless the browser asks for English first', () => {
  expect(languageFrom(undefined)).toBe('id');
  expect(languageFrom('id-ID,en;q=0.5')).toBe('id');
  expect(languageFrom('en-US,en;q=0.9')).toBe('en');
});
