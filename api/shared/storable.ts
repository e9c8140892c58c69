/** No form of ours has more levels; what walks through a body must not run out of stack. */
const deepest = 20;

/** U+0000 and half of a surrogate pair: valid in JSON, and refused by PostgreSQL. */
const unstorable = /[\0\p{Surrogate}]/u;

/** Whether PostgreSQL can keep this text. */
export const isStorable = (text: string): boolean => !unstorable.test(text);

/**
 * Where an input holds what we could not keep (a text that PostgreSQL refuses, or more levels than any form has), as
 * a path of keys; null when it holds nothing of the kind. Such input is the sender's fault, not ours: without this
 * look it would end as a 500.
 */
export function findUnstorable(value: unknown, path: readonly string[] = []): readonly string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (value === null || typeof value !== 'object') return null;
  if (path.length >= deepest) return path.slice(0, 1);
  for (const [key, each] of Object.entries(value)) {
    if (!isStorable(key)) return path;
    const found = findUnstorable(each, [...path, key]);
    if (found) return found;
  }
  return null;
}
