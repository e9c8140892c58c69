import { z } from 'zod';
import { createFaultList, type FaultList, type MagicFault, type Ordered } from './fault-list.ts';

/** What simulators that are asked about a NIK have in common in how they are told to misbehave. */

/** When a behaviour is shown: as often as `count` says (for ever when absent), for one NIK, for one kind of call. */
export const nikScope = <const Call extends string>(calls: readonly [Call, ...Call[]]) =>
  z.object({
    count: z.coerce.number().int().min(1).optional(),
    forNik: z
      .string()
      .regex(/^\d{16}$/)
      .optional(),
    call: z.enum(calls).optional(),
  });

/** The body of `POST /control`; `{"mode":"normal"}` takes everything back. */
export const controlOrder = <Behaviour extends z.ZodType, Scope extends z.ZodType>(
  behaviour: Behaviour,
  scope: Scope,
) => z.union([z.object({ mode: z.literal('normal') }), z.intersection(behaviour, scope)]);

/** A NIK with this ENDING behaves so by itself, `times` times since the start; absent = always. */
export interface MagicEnding<Fault> extends MagicFault<Fault> {
  readonly ending: string;
  /** For people, on the help page. */
  readonly effect: string;
}

/** What is known of a call when a behaviour is looked for. */
export interface NikOccasion<Call extends string> {
  readonly call: Call;
  readonly nik?: string | undefined;
}

interface Scoped<Call extends string> extends Ordered {
  readonly forNik?: string | undefined;
  readonly call?: Call | undefined;
}

export const createNikFaults = <Fault extends { readonly mode: string }, Call extends string>(
  endings: readonly MagicEnding<Fault>[],
): FaultList<Fault & Scoped<Call>, Fault, NikOccasion<Call>> =>
  createFaultList<Fault, Fault & Scoped<Call>, NikOccasion<Call>>({
    fits: (order, { call, nik }) =>
      (order.forNik === undefined || order.forNik === nik) &&
      (order.call === undefined || order.call === call),
    magicOf: ({ nik }) => endings.filter(({ ending }) => nik?.endsWith(ending)),
    countKey: ({ nik }) => nik ?? '',
  });
