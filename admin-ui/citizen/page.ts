/** The answer of a post is a whole page of ours; its content takes the place of what is shown. */

const listeners: (() => void)[] = [];

/** Called for every page that is shown: at the start, and each time the content was exchanged. */
export function onShown(listener: () => void): void {
  listeners.push(listener);
}

export function shown(): void {
  for (const listener of listeners) listener();
}

export const isPage = (text: string): boolean => text.includes('<main id="content"');

/** Shows another page of ours without loading it. What went wrong, or else its heading, is read out. */
export function showPage(text: string): void {
  // Its style is the same as ours, under a nonce that this page's policy does not know.
  const next = new DOMParser().parseFromString(text.replace(/<style[\s\S]*?<\/style>/, ''), 'text/html');
  for (const name of ['nav', 'main']) {
    const [here, there] = [document.querySelector(name), next.querySelector(name)];
    if (here && there) here.replaceWith(document.importNode(there, true));
  }
  document.title = next.title;
  shown();
  focusOn(document.querySelector<HTMLElement>('[data-summary], [data-focus]'));
}

export function focusOn(element: HTMLElement | null): void {
  if (!element) return;
  element.focus();
  element.scrollIntoView({ block: 'center' });
}
