import { expect, it } from 'vitest';
import { type KeyPress, shortcutOf } from './keyboard.ts';

const next = () => {};
const shortcuts = { n: next };
const press = (change: Partial<KeyPress>): KeyPress => ({
  key: 'n',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  target: { closest: () => null },
  ...change,
});

it('takes a single key, large or small, and no other', () => {
  expect(shortcutOf(press({}), shortcuts)).toBe(next);
  expect(shortcutOf(press({ key: 'N' }), shortcuts)).toBe(next);
  expect(shortcutOf(press({ key: 'x' }), shortcuts)).toBeNull();
  expect(shortcutOf(press({ key: 'toString' }), shortcuts)).toBeNull();
});

it('leaves alone what is typed into a field and what belongs to the browser', () => {
  expect(shortcutOf(press({ target: { closest: () => ({}) } }), shortcuts)).toBeNull();
  for (const change of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }]) {
    expect(shortcutOf(press(change), shortcuts)).toBeNull();
  }
});
