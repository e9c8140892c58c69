import { expect, it } from 'vitest';
import { extendWalk, neighboursOf, type QueueWalk } from './queue-walk.ts';

const walk: QueueWalk = {
  ids: ['a', 'b', 'c'],
  list: { sort: { field: 'queue', order: 'ASC' }, filter: { status: ['BARU'] } },
};

it('knows what comes before and after', () => {
  expect(neighboursOf(walk, 'b')).toEqual({ previous: 'a', next: 'c', place: 2 });
  expect(neighboursOf(walk, 'a')).toEqual({ previous: null, next: 'b', place: 1 });
  expect(neighboursOf(walk, 'c')).toEqual({ previous: 'b', next: null, place: 3 });
});

it('has no neighbours for a request that was opened by its address', () => {
  const nowhere = { previous: null, next: null, place: null };
  expect(neighboursOf(walk, 'x')).toEqual(nowhere);
  expect(neighboursOf(null, 'a')).toEqual(nowhere);
});

it('grows at its end by what is new, and keeps its order though decided requests left the list', () => {
  expect(extendWalk(walk, ['c', 'd', 'a', 'e']).ids).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(extendWalk(walk, [])).toEqual(walk);
});
