import { readFileSync } from 'node:fs';
import { type ActorName, actors, type Whose } from './world.ts';

/** One line of the matrix: a route, whose object, and the status that each actor gets. */
export interface MatrixLine {
  readonly route: string;
  readonly whose: Whose;
  readonly statuses: ReadonlyMap<ActorName, number>;
}

const path = new URL('./expected.txt', import.meta.url);

/** Reads the committed expectations. Throws when a line has not exactly one status for each actor. */
export function readMatrix(): MatrixLine[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [head = '', ...rest] = lines;
  const columns = head.trim().split(/\s+/).slice(3);
  if (columns.join() !== actors.join())
    throw new Error(`the matrix must have the columns ${actors.join(' ')}`);
  return rest.map((line) => {
    const [method = '', route = '', whose = '', ...cells] = line.trim().split(/\s+/);
    if (cells.length !== columns.length || !cells.every((cell) => /^\d{3}$/.test(cell))) {
      throw new Error(`not one status for each role: ${line}`);
    }
    const statuses = new Map(actors.map((actor, at) => [actor, Number(cells[at])] as const));
    return { route: `${method} ${route}`, whose: whose as Whose, statuses };
  });
}

/** A line as it stands in the file, for a difference that can be copied into it. */
export function printLine(route: string, whose: Whose, statuses: readonly number[]): string {
  const [method = '', address = ''] = route.split(' ');
  const cells = statuses.map((status, at) => String(status).padStart(Math.max(3, actors[at]?.length ?? 0)));
  return `${method.padEnd(6)} ${address.padEnd(52)} ${whose.padEnd(5)} ${cells.join(' ')}`;
}
