import { nikRegion, normalizeNumber, sixteenDigits } from '#contract/requests/identity';
import { el } from '../pages/dom.ts';
import { fill, words } from './words.ts';

interface Region {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

const most = 30;

/** A field to search 514 regions in, over the list of the page; the list keeps the choice and is what is sent. */
export function wireRegions(form: HTMLFormElement): void {
  const select = form.querySelector<HTMLSelectElement>('select[name="wilayahKk"]');
  if (!select) return;
  const regions = readRegions(select);
  const search = new RegionSearch(select, regions);
  wireGuess(form, select, regions, search);
}

const readRegions = (select: HTMLSelectElement): Region[] =>
  Array.from(select.options)
    .filter(({ value }) => value !== '')
    .map((option) => ({
      code: option.value,
      name: option.text,
      province: (option.parentNode as HTMLOptGroupElement).label,
    }));

/** All of the words, anywhere in the names. */
export function findRegions(regions: readonly Region[], typed: string): Region[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return regions.filter(({ name, province }) => {
    const text = `${name} ${province}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

/** ARIA's combobox with a list: arrows, Enter, Escape; leaving it puts the chosen name back. */
class RegionSearch {
  readonly #select: HTMLSelectElement;
  readonly #regions: readonly Region[];
  readonly #input: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #status: HTMLElement;
  #found: readonly Region[] = [];
  #active = -1;

  constructor(select: HTMLSelectElement, regions: readonly Region[]) {
    const { id } = select;
    this.#select = select;
    this.#regions = regions;
    select.id = `${id}-list`;
    select.hidden = true;
    this.#input = el('input', {
      type: 'text',
      id,
      role: 'combobox',
      autocomplete: 'off',
      placeholder: words().regionSearch,
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': `${id}-options`,
      'aria-describedby': select.getAttribute('aria-describedby') || '',
    });
    if (select.getAttribute('aria-invalid')) this.#input.setAttribute('aria-invalid', 'true');
    this.#list = el('ul', {
      id: `${id}-options`,
      role: 'listbox',
      class: 'options',
      'aria-labelledby': `${id}-label`,
    });
    this.#list.hidden = true;
    this.#status = el('span', { class: 'seen', role: 'status' });
    select.insertAdjacentElement(
      'beforebegin',
      el('div', { class: 'combo' }, this.#input, this.#list, this.#status),
    );
    this.showChosen();
    this.#listen();
  }

  /** Puts the chosen region's name into the field. */
  showChosen(): void {
    const chosen = this.#regions.find(({ code }) => code === this.#select.value);
    this.#input.value = chosen ? `${chosen.name}, ${chosen.province}` : '';
  }

  focus(): void {
    this.#input.focus();
  }

  choose(region: Region): void {
    this.#select.value = region.code;
    this.showChosen();
    this.#close();
    this.#status.textContent = fill(words().regionChosen, { name: region.name });
    this.#select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #listen(): void {
    this.#input.addEventListener('input', (event) => {
      event.stopPropagation();
      if (this.#input.value.trim() === '') this.#select.value = '';
      this.#open();
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('focus', () => this.#input.select());
    this.#input.addEventListener('blur', () => {
      this.#close();
      this.showChosen();
    });
    // Before the field loses the focus.
    this.#list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const item = (event.target as Element).closest('li');
      const region = item && this.#found[Array.from(this.#list.children).indexOf(item)];
      if (region) this.choose(region);
    });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.#list.hidden) this.#open();
      this.#move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !this.#list.hidden) {
      event.preventDefault();
      const region = this.#found[this.#active] || (this.#found.length === 1 ? this.#found[0] : undefined);
      if (region) this.choose(region);
    } else if (event.key === 'Escape') {
      this.#close();
    }
  }

  #open(): void {
    this.#found = findRegions(this.#regions, this.#input.value).slice(0, most);
    this.#active = -1;
    this.#list.textContent = '';
    this.#found.forEach(({ name, province }, at) => {
      const id = `${this.#list.id}-${at}`;
      this.#list.append(
        el('li', { id, role: 'option', 'aria-selected': 'false' }, name, ' ', el('small', {}, province)),
      );
    });
    const some = this.#found.length > 0;
    this.#list.hidden = !some;
    this.#input.setAttribute('aria-expanded', String(some));
    this.#input.removeAttribute('aria-activedescendant');
    this.#status.textContent = some
      ? fill(words().regionCount, { count: this.#found.length })
      : words().regionNone;
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  #move(by: number): void {
    const items = this.#list.children;
    if (items.length === 0) return;
    const before = items[this.#active];
    if (before) before.setAttribute('aria-selected', 'false');
    this.#active = (this.#active + by + items.length) % items.length;
    const item = items[this.#active] as HTMLElement;
    item.setAttribute('aria-selected', 'true');
    item.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', item.id);
  }
}

/** The NIK names the region of FIRST registration; whoever moved has another one, so he is asked. */
function wireGuess(
  form: HTMLFormElement,
  select: HTMLSelectElement,
  regions: readonly Region[],
  search: RegionSearch,
): void {
  const nik = form.querySelector<HTMLInputElement>('[name="nik"]');
  const field = select.closest('.field');
  if (!nik || !field) return;
  const place = el('div', { role: 'status' });
  field.insertAdjacentElement('beforeend', place);
  const ask = (): void => {
    place.textContent = '';
    const number = normalizeNumber(nik.value);
    const region = sixteenDigits.test(number) && regions.find(({ code }) => code === nikRegion(number));
    if (!region || select.value !== '') return;
    const yes = el('button', { type: 'button' }, words().regionYes);
    const no = el('button', { type: 'button', class: 'quiet' }, words().regionNo);
    yes.addEventListener('click', () => {
      place.textContent = '';
      search.choose(region);
      search.focus();
    });
    no.addEventListener('click', () => {
      place.textContent = '';
      search.focus();
    });
    const name = `${region.name}, ${region.province}`;
    place.append(
      el('div', { class: 'box plain' }, el('p', {}, fill(words().regionGuess, { name })), yes, no),
    );
  };
  nik.addEventListener('change', ask);
  select.addEventListener('change', () => {
    if (select.value !== '') place.textContent = '';
  });
  ask();
}
