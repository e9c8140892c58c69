/** A Markdown table. Bars inside cells are escaped; line breaks become blanks. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** A text of code between single backticks; nothing for an empty one. */
export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

/**
 * Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->`.
 * @throws Error when the markers are missing or turned around.
 */
export function replaceBetween(document: string, name: string, content: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the markers ${start} and ${end} are missing`);
  return `${document.slice(0, from + start.length)}\n${content}\n${document.slice(to)}`;
}

/** First line of a generated file. */
export const generatedNote =
  '<!-- Made by `npm run docs` from the code. Do not edit; a stale copy fails the checks. -->';
