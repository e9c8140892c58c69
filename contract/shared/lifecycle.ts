/**
 * A lifecycle is a table of rows. Validators, buttons, refusals and pictures ask the table; none restates it.
 *
 * Pure and without zod: workflows import this file.
 */

import type { AuditEvent } from '../audit/events.ts';

/** Who acts: `id` is a user's id or the name of a system actor, `roles` are what the row's `by` is held against. */
export interface LifecycleActor<R extends string> {
  readonly id: string;
  readonly roles: readonly R[];
}

/** A pure predicate over the facts of one thing, and over who asks where the rule is about persons. */
export type FactPredicate<F, R extends string> = (facts: F, actor: LifecycleActor<R>) => boolean;

export interface LifecycleRow<S extends string, A extends string, R extends string, P extends string> {
  readonly action: A;
  readonly from: readonly S[];
  readonly to: S;
  readonly by: readonly R[];
  /** Known facts; all must hold. They decide whether the action is offered at all. */
  readonly when?: readonly P[];
  /** Facts that are found out only while acting (an outside system is asked); they do not hide the button. */
  readonly asks?: readonly P[];
  /** Whether a note must or may be given. Absent: no note. */
  readonly note?: 'required' | 'optional';
  /** Name of the audit event that the transition writes. */
  readonly event: AuditEvent;
}

export interface Lifecycle<S extends string, A extends string, R extends string, P extends string, F> {
  readonly name: string;
  readonly states: readonly S[];
  readonly initial: S;
  readonly final: readonly S[];
  readonly rows: readonly LifecycleRow<S, A, R, P>[];
  readonly predicates: Readonly<Record<P, FactPredicate<F, R>>>;
}

/** Declares a lifecycle; throws at load when a row names an unknown state or leaves a final one. */
export function defineLifecycle<S extends string, A extends string, R extends string, P extends string, F>(
  lifecycle: Lifecycle<S, A, R, P, F>,
): Lifecycle<S, A, R, P, F> {
  const states = new Set<string>(lifecycle.states);
  for (const row of lifecycle.rows) {
    for (const state of [...row.from, row.to]) {
      if (!states.has(state))
        throw new Error(`${lifecycle.name}: ${row.action} names unknown state ${state}`);
    }
    for (const state of row.from) {
      if (lifecycle.final.includes(state))
        throw new Error(`${lifecycle.name}: ${row.action} leaves final ${state}`);
    }
  }
  return lifecycle;
}

export interface Situation<S extends string, R extends string, F> {
  readonly state: S;
  readonly facts: F;
  readonly actor: LifecycleActor<R>;
}

/** Why an action is refused: no row from this state, not this role, or a fact that does not hold (named). */
export type Refusal<P extends string> =
  | { readonly reason: 'STATE' }
  | { readonly reason: 'ROLE' }
  | { readonly reason: 'FACTS'; readonly failed: readonly P[] };

export type Verdict<S extends string, A extends string, R extends string, P extends string> =
  | { readonly ok: true; readonly row: LifecycleRow<S, A, R, P> }
  | { readonly ok: false; readonly refusal: Refusal<P> };

/** Asks the table. `asked` includes the `asks` facts: give it when the outside system has been asked. */
export function next<S extends string, A extends string, R extends string, P extends string, F>(
  lifecycle: Lifecycle<S, A, R, P, F>,
  action: A,
  situation: Situation<S, R, F>,
  options: { readonly asked: boolean } = { asked: true },
): Verdict<S, A, R, P> {
  const { state, facts, actor } = situation;
  const fromHere = lifecycle.rows.filter((row) => row.action === action && row.from.includes(state));
  if (fromHere.length === 0) return { ok: false, refusal: { reason: 'STATE' } };
  const mine = fromHere.filter((row) => row.by.some((role) => actor.roles.includes(role)));
  if (mine.length === 0) return { ok: false, refusal: { reason: 'ROLE' } };
  const failed: P[] = [];
  for (const row of mine) {
    const needed = options.asked ? [...(row.when ?? []), ...(row.asks ?? [])] : (row.when ?? []);
    const missing = needed.filter((name) => !lifecycle.predicates[name](facts, actor));
    if (missing.length === 0) return { ok: true, row };
    failed.push(...missing);
  }
  return { ok: false, refusal: { reason: 'FACTS', failed: [...new Set(failed)] } };
}

/** The rows that this actor may use now: exactly the buttons of a page, in the table's order. */
export function allowedRows<S extends string, A extends string, R extends string, P extends string, F>(
  lifecycle: Lifecycle<S, A, R, P, F>,
  situation: Situation<S, R, F>,
): LifecycleRow<S, A, R, P>[] {
  const rows: LifecycleRow<S, A, R, P>[] = [];
  for (const action of new Set(lifecycle.rows.map((row) => row.action))) {
    const verdict = next(lifecycle, action, situation, { asked: false });
    if (verdict.ok) rows.push(verdict.row);
  }
  return rows;
}

/** Names of the actions that this actor may take now. */
export const allowedActions = <S extends string, A extends string, R extends string, P extends string, F>(
  lifecycle: Lifecycle<S, A, R, P, F>,
  situation: Situation<S, R, F>,
): A[] => allowedRows(lifecycle, situation).map((row) => row.action);

/** The state diagram as Mermaid text; `label` turns a state into what people read. */
export function toMermaid<S extends string, A extends string, R extends string, P extends string, F>(
  lifecycle: Lifecycle<S, A, R, P, F>,
  label: (state: S) => string,
): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${lifecycle.initial}`];
  for (const state of lifecycle.states) {
    const text = label(state);
    if (text !== state) lines.push(`  ${state}: ${text}`);
  }
  for (const row of lifecycle.rows) {
    const conditions = [...(row.when ?? []), ...(row.asks ?? []).map((name) => `${name}?`)];
    const guard = conditions.length > 0 ? ` [${conditions.join(', ')}]` : '';
    for (const from of row.from) {
      if (from === row.to && row.action === 'submit') continue;
      lines.push(`  ${from} --> ${row.to}: ${row.action} (${row.by.join(', ')})${guard}`);
    }
  }
  for (const state of lifecycle.final) lines.push(`  ${state} --> [*]`);
  return `${lines.join('\n')}\n`;
}
