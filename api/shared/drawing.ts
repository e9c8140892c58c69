import pLimit from 'p-limit';

/** Drawing a PDF holds the one thread of this process: others are answered between two of them. */
export const drawing = pLimit(1);
