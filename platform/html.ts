/** Markup that needs no more escaping. */
export interface Markup {
  readonly markup: string;
}

export type Child = Markup | string | number | null | undefined | false | readonly Child[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (typeof child === 'string' || typeof child === 'number') return escapeHtml(String(child));
  if ('markup' in child) return child.markup;
  return child.map(render).join('');
}

/** Tagged template for pages: everything that is put in is escaped, unless it is markup itself. */
export const html = (parts: TemplateStringsArray, ...children: Child[]): Markup => ({
  markup: parts.reduce((page, part, index) => page + part + render(children[index]), ''),
});
