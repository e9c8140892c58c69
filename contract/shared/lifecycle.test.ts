import { describe, expect, it } from 'vitest';
import { allowedActions, defineLifecycle, next, toMermaid } from './lifecycle.ts';

type Facts = { readonly ready: boolean; readonly asked: boolean };

const door = defineLifecycle<
  'OPEN' | 'SHUT' | 'GONE',
  'shut' | 'open' | 'remove',
  'guest' | 'owner',
  'isReady' | 'isAsked',
  Facts
>({
  name: 'door',
  states: ['OPEN', 'SHUT', 'GONE'],
  initial: 'OPEN',
  final: ['GONE'],
  predicates: { isReady: (facts) => facts.ready, isAsked: (facts) => facts.asked },
  rows: [
    { action: 'shut', from: ['OPEN'], to: 'SHUT', by: ['guest', 'owner'], event: 'LOGIN' },
    { action: 'open', from: ['SHUT'], to: 'OPEN', by: ['guest'], when: ['isReady'], event: 'LOGIN' },
    { action: 'open', from: ['SHUT'], to: 'OPEN', by: ['owner'], event: 'LOGIN' },
    { action: 'remove', from: ['SHUT'], to: 'GONE', by: ['owner'], asks: ['isAsked'], event: 'LOGIN' },
  ],
});

const nothing: Facts = { ready: false, asked: false };
const guest = { id: 'g', roles: ['guest'] as const };
const owner = { id: 'o', roles: ['owner'] as const };

describe('next', () => {
  it('refuses an action that no row offers from this state', () => {
    expect(next(door, 'open', { state: 'OPEN', facts: nothing, actor: owner })).toEqual({
      ok: false,
      refusal: { reason: 'STATE' },
    });
  });

  it('refuses a role that no row of this state names', () => {
    expect(next(door, 'remove', { state: 'SHUT', facts: nothing, actor: guest })).toEqual({
      ok: false,
      refusal: { reason: 'ROLE' },
    });
  });

  it('names the fact that does not hold', () => {
    expect(next(door, 'open', { state: 'SHUT', facts: nothing, actor: guest })).toEqual({
      ok: false,
      refusal: { reason: 'FACTS', failed: ['isReady'] },
    });
  });

  it('takes the first row whose role and facts hold', () => {
    const both = { id: 'b', roles: ['guest', 'owner'] as const };
    const verdict = next(door, 'open', { state: 'SHUT', facts: nothing, actor: both });
    expect(verdict.ok && verdict.row.by).toEqual(['owner']);
  });

  it('holds back what must be asked until it was asked', () => {
    const situation = { state: 'SHUT', facts: nothing, actor: owner } as const;
    expect(next(door, 'remove', situation, { asked: false }).ok).toBe(true);
    expect(next(door, 'remove', situation).ok).toBe(false);
    expect(next(door, 'remove', { ...situation, facts: { ...nothing, asked: true } }).ok).toBe(true);
  });
});

describe('allowedActions', () => {
  it('offers exactly what the actor may do now, whether or not an outside system was asked', () => {
    expect(allowedActions(door, { state: 'SHUT', facts: nothing, actor: owner })).toEqual(['open', 'remove']);
    expect(allowedActions(door, { state: 'SHUT', facts: nothing, actor: guest })).toEqual([]);
    expect(allowedActions(door, { state: 'GONE', facts: nothing, actor: owner })).toEqual([]);
  });
});

describe('defineLifecycle', () => {
  it('refuses a row that leaves a final state', () => {
    const row = { action: 'open', from: ['GONE'], to: 'OPEN', by: ['owner'], event: 'LOGIN' } as const;
    expect(() => defineLifecycle({ ...door, rows: [row] })).toThrow('door: open leaves final GONE');
  });
});

describe('toMermaid', () => {
  it('draws one edge a row with its actors and conditions', () => {
    const picture = toMermaid(door, (state) => state);
    expect(picture).toContain('  SHUT --> OPEN: open (guest) [isReady]\n');
    expect(picture).toContain('  SHUT --> GONE: remove (owner) [isAsked?]\n');
    expect(picture).toContain('  GONE --> [*]\n');
  });
});
