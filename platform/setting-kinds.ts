import { z } from 'zod';
import { parseKeyRing } from './crypto.ts';

/** What a setting is, and the kinds of values that several of them take. */

/** The parts of the system that are processes of their own. */
export type Part = 'api' | 'worker' | 'migrate' | 'simulator';

/** One variable of the environment. The README's table is made from these rows. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  /** As it would be written in the environment; undefined = none. */
  readonly default?: string;
  /** Never printed; may also be given as `<NAME>_FILE`. */
  readonly secret?: true;
  /** The parts that do not start without it. */
  readonly neededBy?: readonly Part[];
  /** `neededBy` holds only while this other setting is given. */
  readonly neededWith?: string;
  /** Production refuses the default: somebody must have decided the value. */
  readonly production?: 'required';
  /** What a right value looks like, for the sentence that refuses a wrong one. */
  readonly expected: string;
  readonly description: string;
}

/** A row of the table, with its own type. */
export const setting = <S extends z.ZodType>(row: Setting<S>): Setting<S> => row;

export const wholeNumber = (least: number, most: number) => ({
  schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(least).max(most)),
  expected: `a whole number from ${least} to ${most}`,
});
export const digits = (count: number) => ({
  schema: z.string().regex(new RegExp(`^\\d{${count}}$`)),
  expected: `${count} digits`,
});
export const text = { schema: z.string().min(1), expected: 'a text that is not empty' };
export const httpUrl = {
  schema: z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, '')),
  expected: 'an address that begins with http:// or https://',
};
export const postgresUrl = {
  schema: z.url({ protocol: /^postgres(ql)?$/ }),
  expected: 'an address of the form postgresql://role:password@host:5432/database',
};

/** Takes a parser that throws on a wrong value. */
export const parsed = <T>(parse: (value: string) => T) =>
  z.string().transform((value, context): T => {
    try {
      return parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'wrong' });
      return z.NEVER;
    }
  });

export const keyRing = {
  schema: parsed(parseKeyRing),
  expected: 'one or more keys of 32 bytes written id:base64, separated by commas, the current one first',
};
