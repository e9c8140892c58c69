import { expect, it } from 'vitest';
import { fitting, keyed, type PhotoView, pushed, transformOf, turned, zoomed } from './view.ts';

const large: PhotoView = { ...fitting, zoom: 2, x: 40, y: -20 };

it('grows and shrinks between fitting the frame and eight times that', () => {
  expect(zoomed(fitting, -3)).toEqual(fitting);
  expect(zoomed(fitting, 50).zoom).toBe(8);
  expect(zoomed(large, -50)).toEqual(fitting);
});

it('keeps what is in the middle while it grows', () => {
  const grown = zoomed(large, 1);
  expect(grown.x / grown.zoom).toBeCloseTo(large.x / large.zoom);
  expect(grown.y / grown.zoom).toBeCloseTo(large.y / large.zoom);
});

it('turns by quarters and is upright again after four', () => {
  expect([1, 2, 3, 4].reduce(turned, fitting)).toEqual(fitting);
});

it('pushes only what is larger than its frame', () => {
  expect(pushed(fitting, 10, 10)).toEqual(fitting);
  expect(pushed(large, 10, -10)).toMatchObject({ x: 50, y: -30 });
});

it('knows its keys and leaves the others to the page', () => {
  expect(keyed(fitting, '+')?.zoom).toBeGreaterThan(1);
  expect(keyed(fitting, 'R')?.turns).toBe(1);
  expect(keyed(large, '0')).toEqual(fitting);
  expect(keyed(large, 'ArrowLeft')?.x).toBeGreaterThan(large.x);
  expect(keyed(large, 'Tab')).toBeNull();
  expect(keyed(large, 'constructor')).toBeNull();
});

it('shrinks a photo that lies on its side into a frame that is wider than high', () => {
  expect(transformOf(turned(fitting), 0.75)).toContain('rotate(90deg) scale(0.75)');
  expect(transformOf(fitting, 0.75)).toContain('scale(1)');
});
