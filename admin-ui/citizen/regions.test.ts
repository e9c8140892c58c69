import { expect, it } from 'vitest';
import { findRegions } from './regions.ts';

const regions = [
  { code: '1610', name: 'Kab. Ogan Ilir', province: 'Sumatera Selatan' },
  { code: '1671', name: 'Kota Palembang', province: 'Sumatera Selatan' },
  { code: '3374', name: 'Kota Semarang', province: 'Jawa Tengah' },
];

it.each([
  ['ogan', ['1610']],
  ['KOTA', ['1671', '3374']],
  ['selatan kota', ['1671']],
  ['jakarta', []],
  ['', ['1610', '1671', '3374']],
])('finds %j by parts of the names', (typed, codes) => {
  expect(findRegions(regions, typed).map(({ code }) => code)).toEqual(codes);
});
