type Child = Node | string | null;

/** Makes an element; text stays text, so nothing that a server said can become markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

/** Puts these children in the place of what stood there. (`replaceChildren` is younger than the phones that come here.) */
export function fillWith(element: Element, ...children: readonly Node[]): void {
  element.textContent = '';
  element.append(...children);
}

/** A coloured box that says how something stands; read out when it appears. */
export const box = (tone: 'good' | 'bad' | 'plain', title: string, text: string): HTMLElement =>
  el(
    'div',
    { class: `box ${tone}`, role: tone === 'bad' ? 'alert' : 'status' },
    el('strong', {}, title),
    el('p', {}, text),
  );

/** Labels and values. */
export const facts = (rows: readonly (readonly [string, string])[]): HTMLElement =>
  el('dl', {}, ...rows.flatMap(([label, value]) => [el('dt', {}, label), el('dd', {}, value)]));
