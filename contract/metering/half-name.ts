import { fill, type Texts } from '../i18n/index.ts';

/** `2026-1` as people read it. */
export const nameOfHalf = ({ duties }: Pick<Texts, 'duties'>, half: string): string =>
  fill(duties.semester.halfName[half.endsWith('2') ? '2' : '1'], { year: half.slice(0, 4) });
