import {
  artifact,
  group,
  heightOf,
  ink,
  makeRoom,
  type Paper,
  setStyle,
  type TextStyle,
  type Tone,
  tagged,
  textAt,
  write,
} from './paper.ts';

/** A small heading of a section. */
export function heading(paper: Paper, text: string, at: { x?: number; width?: number } = {}): void {
  makeRoom(paper, 40);
  write(paper, text, { tag: 'H2', face: 'heavy', size: 10.5, color: ink.accent, gap: 4, ...at });
}

export type Field = readonly [label: string, value: string];

const labelStyle: TextStyle = { size: 9, color: ink.soft };
const valueStyle: TextStyle = { size: 9.5, color: ink.text };
const fieldGap = 2.5;

interface Column {
  readonly x: number;
  readonly width: number;
  readonly labelWidth: number;
}

const valueWidth = (column: Column): number => column.width - column.labelWidth - 10;

const fieldHeight = (paper: Paper, [label, value]: Field, column: Column): number =>
  Math.max(
    heightOf(paper, label, column.labelWidth, labelStyle),
    heightOf(paper, value, valueWidth(column), valueStyle),
  );

/** Height that `fieldsAt` will take. */
export const fieldsHeight = (paper: Paper, fields: readonly Field[], column: Column): number =>
  fields.reduce((height, field) => height + fieldHeight(paper, field, column) + fieldGap, 0);

/** `label : value` rows from `y` downwards; long values wrap in their column. Returns where it ends. */
export function fieldsAt(paper: Paper, fields: readonly Field[], column: Column, y: number): number {
  let top = y;
  for (const field of fields) {
    const [label, value] = field;
    const height = fieldHeight(paper, field, column);
    const at = column.x + column.labelWidth;
    tagged(paper, 'P', () => {
      textAt(paper, label, { x: column.x, y: top, width: column.labelWidth }, labelStyle);
      textAt(paper, ':', { x: at, y: top, width: 8 }, labelStyle);
      textAt(paper, value, { x: at + 9, y: top, width: valueWidth(column) }, valueStyle);
    });
    top += height + fieldGap;
  }
  return top;
}

/** A block of fields over the whole width at the cursor, split over pages between its rows. */
export function fields(paper: Paper, rows: readonly Field[], labelWidth: number): void {
  const column = { x: paper.left, width: paper.width, labelWidth };
  for (const row of rows) {
    makeRoom(paper, fieldHeight(paper, row, column));
    paper.y = fieldsAt(paper, [row], column, paper.y);
  }
}

export interface Titled {
  readonly title: string;
  readonly fields: readonly Field[];
}

export interface Stack {
  readonly labelWidth: number;
  readonly sections: readonly Titled[];
  /** Something of a known height below the sections. */
  readonly tail?: {
    readonly height: number;
    readonly draw: (at: { x: number; y: number; width: number }) => void;
  };
}

const gutter = 22;
const sectionGap = 7;
const headingHeight = 19;

/**
 * Two columns side by side, each a stack of titled fields; the cursor goes below the longer one. What is too long for the
 * rest of the page stands one below the other over the full width, and may break between its fields.
 */
export function twoColumns(paper: Paper, stacks: readonly [Stack, Stack]): void {
  const places = stacks.map((stack, index) => columnPlace(paper, stack, index));
  const tallest = Math.max(...places.map((place) => stackHeight(paper, place)));
  if (paper.y + tallest > paper.bottom) {
    for (const stack of stacks) oneBelowTheOther(paper, stack);
    return;
  }
  const top = paper.y;
  const ends = places.map((place) => {
    paper.y = top;
    for (const section of place.sections) {
      heading(paper, section.title, { x: place.x, width: place.width });
      paper.y = fieldsAt(paper, section.fields, place, paper.y) + sectionGap;
    }
    place.tail?.draw({ x: place.x, y: paper.y, width: place.width });
    return paper.y + (place.tail?.height ?? 0);
  });
  paper.y = Math.max(...ends) + 8;
}

function oneBelowTheOther(paper: Paper, stack: Stack): void {
  for (const section of stack.sections) {
    heading(paper, section.title);
    fields(paper, section.fields, stack.labelWidth);
    paper.y += sectionGap;
  }
  if (!stack.tail) return;
  makeRoom(paper, stack.tail.height);
  stack.tail.draw({ ...columnPlace(paper, {}, 0), y: paper.y });
  paper.y += stack.tail.height + sectionGap + 3;
}

/** Left (0) or right (1) half of the page. */
export function columnPlace<T>(paper: Paper, rest: T, index: number): T & { x: number; width: number } {
  const width = (paper.width - gutter) / 2;
  return { ...rest, x: paper.left + index * (width + gutter), width };
}

const stackHeight = (paper: Paper, place: Stack & Column): number =>
  place.sections.reduce(
    (height, section) => height + headingHeight + fieldsHeight(paper, section.fields, place) + sectionGap,
    place.tail?.height ?? 0,
  );

/** A sentence in a coloured frame: what the reader must not overlook. */
export function banner(paper: Paper, tone: Tone, text: string): void {
  const style: TextStyle = { face: 'strong', size: 10, color: ink[tone].text };
  const height = heightOf(paper, text, paper.width - 24, style) + 14;
  makeRoom(paper, height);
  artifact(paper, () => {
    paper.doc
      .roundedRect(paper.left, paper.y, paper.width, height, 3)
      .lineWidth(0.8)
      .fillAndStroke(ink[tone].panel, ink[tone].rule);
  });
  tagged(paper, 'P', () =>
    textAt(paper, text, { x: paper.left + 12, y: paper.y + 7, width: paper.width - 24 }, style),
  );
  paper.y += height + 10;
}

/** The state in a frame at the right end of a line; `y` is its top. */
export function badge(paper: Paper, tone: Tone, text: string, y: number): void {
  const style: TextStyle = { face: 'heavy', size: 12, color: ink[tone].text, align: 'center' };
  setStyle(paper, style);
  const width = paper.doc.widthOfString(text) + 28;
  const x = paper.left + paper.width - width;
  artifact(paper, () => {
    paper.doc.roundedRect(x, y, width, 26, 3).lineWidth(1.2).fillAndStroke(ink[tone].panel, ink[tone].text);
  });
  tagged(paper, 'P', () => textAt(paper, text, { x, y: y + 5.5, width }, style));
}

export interface TableColumn {
  readonly title: string;
  /** Points; the one column without takes what is left. */
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

const padding = 5;
const cellStyle: TextStyle = { size: 9.5 };
const headStyle: TextStyle = { face: 'strong', size: 9, color: ink.accent };

/** A figure that is too wide for its column is set smaller, never cut: all digits of an amount must be read. */
function fitted(paper: Paper, text: string, width: number, style: TextStyle): TextStyle {
  setStyle(paper, style);
  const size = style.size ?? 9.5;
  const actual = paper.doc.widthOfString(text);
  return actual <= width
    ? style
    : { ...style, size: Math.max(5, Math.floor((size * width * 10) / actual) / 10) };
}

/** A ruled table at the cursor; texts wrap, figures stay on one line, the head stands again on a new page. */
export function table(
  paper: Paper,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  total?: readonly [label: string, value: string],
): void {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const widths = columns.map((column) => column.width ?? paper.width - fixed);
  group(paper, 'Table', (element) => {
    const first = rows[0] ? rowHeight(paper, columns, widths, rows[0]) : 0;
    drawHead(paper, columns, widths, element, first);
    for (const row of rows) drawRow(paper, columns, widths, row, element);
    if (total) drawTotal(paper, total, element);
  });
  paper.y += 8;
}

type Element = PDFKit.PDFStructureElement;

/** The head, on a page where the first row (`below` points) fits under it. */
function drawHead(
  paper: Paper,
  columns: readonly TableColumn[],
  widths: readonly number[],
  parent: Element,
  below: number,
) {
  const height = 20;
  makeRoom(paper, height + below);
  artifact(paper, () => {
    paper.doc.rect(paper.left, paper.y, paper.width, height).fill(ink.panel);
    paper.doc.rect(paper.left, paper.y, paper.width, 0.8).fill(ink.accent);
  });
  const titles = columns.map((column) => column.title);
  drawCells(paper, 'TH', { columns, widths, cells: titles, style: headStyle, height, top: 4.5 }, parent);
}

function rowHeight(
  paper: Paper,
  columns: readonly TableColumn[],
  widths: readonly number[],
  cells: readonly string[],
): number {
  const heights = cells.map((cell, index) =>
    columns[index]?.align === 'right'
      ? 0
      : heightOf(paper, cell, (widths[index] ?? 0) - 2 * padding, cellStyle),
  );
  return Math.max(14, ...heights) + 8;
}

function drawRow(
  paper: Paper,
  columns: readonly TableColumn[],
  widths: readonly number[],
  cells: readonly string[],
  parent: Element,
) {
  const height = rowHeight(paper, columns, widths, cells);
  if (paper.y + height > paper.bottom) drawHead(paper, columns, widths, parent, paper.bottom);
  drawCells(paper, 'TD', { columns, widths, cells, style: cellStyle, height, top: 4 }, parent);
  artifact(paper, () => paper.doc.rect(paper.left, paper.y, paper.width, 0.6).fill(ink.rule));
}

interface CellRow {
  readonly columns: readonly TableColumn[];
  readonly widths: readonly number[];
  readonly cells: readonly string[];
  readonly style: TextStyle;
  readonly height: number;
  readonly top: number;
}

function drawCells(paper: Paper, tag: 'TH' | 'TD', row: CellRow, parent: Element): void {
  group(
    paper,
    'TR',
    (element) => {
      let x = paper.left;
      row.cells.forEach((cell, index) => {
        const width = (row.widths[index] ?? 0) - 2 * padding;
        const align = row.columns[index]?.align ?? 'left';
        const style = align === 'right' ? fitted(paper, cell, width, row.style) : row.style;
        const at = { x: x + padding, y: paper.y + row.top, width };
        tagged(paper, tag, () => textAt(paper, cell, at, { ...style, align }), { parent: element });
        x += row.widths[index] ?? 0;
      });
    },
    parent,
  );
  paper.y += row.height;
}

function drawTotal(paper: Paper, [label, value]: readonly [string, string], parent: Element): void {
  const style: TextStyle = { face: 'heavy', size: 11, color: ink.accent };
  makeRoom(paper, 24);
  const y = paper.y + 4;
  group(
    paper,
    'TR',
    (element) => {
      const half = paper.width / 2;
      const right = { x: paper.left + half, y, width: half - padding };
      tagged(
        paper,
        'TH',
        () => textAt(paper, label, { x: paper.left + padding, y, width: half - padding }, style),
        {
          parent: element,
        },
      );
      tagged(paper, 'TD', () => textAt(paper, value, right, { ...style, align: 'right' }), {
        parent: element,
      });
    },
    parent,
  );
  paper.y += 23;
  artifact(paper, () => paper.doc.rect(paper.left, paper.y, paper.width, 0.8).fill(ink.accent));
}

const bulletStyle: TextStyle = { size: 9, color: ink.text };
const bulletHeight = (paper: Paper, item: string, width: number): number =>
  heightOf(paper, item, width - 11, bulletStyle) + 2.5;

/** Height that `bullets` will take. */
export const bulletsHeight = (paper: Paper, items: readonly string[], width: number): number =>
  items.reduce((height, item) => height + bulletHeight(paper, item, width), 0);

/** A list with a mark before each item. */
export function bullets(paper: Paper, items: readonly string[], at: { x: number; width: number }): void {
  group(paper, 'L', (list) => {
    for (const item of items) {
      const height = bulletHeight(paper, item, at.width);
      makeRoom(paper, height);
      tagged(
        paper,
        'LI',
        () => {
          textAt(paper, '•', { x: at.x, y: paper.y, width: 10 }, bulletStyle);
          textAt(paper, item, { x: at.x + 11, y: paper.y, width: at.width - 11 }, bulletStyle);
        },
        { parent: list },
      );
      paper.y += height;
    }
  });
}

/** A numbered list in one column, from `y`; moves no cursor and gives back where it ends. */
export function steps(
  paper: Paper,
  items: readonly string[],
  at: { readonly x: number; readonly y: number; readonly width: number },
): number {
  let y = at.y;
  group(paper, 'L', (list) => {
    items.forEach((item, index) => {
      const style: TextStyle = { size: 9, color: ink.text };
      tagged(
        paper,
        'LI',
        () => {
          textAt(paper, `${index + 1}.`, { x: at.x, y, width: 14 }, style);
          textAt(paper, item, { x: at.x + 14, y, width: at.width - 14 }, style);
        },
        { parent: list },
      );
      y += stepHeight(paper, item, at.width);
    });
  });
  return y;
}

const stepHeight = (paper: Paper, item: string, width: number): number =>
  heightOf(paper, item, width - 14, { size: 9 }) + 2.5;

/** Height that `steps` will take. */
export const stepsHeight = (paper: Paper, items: readonly string[], width: number): number =>
  items.reduce((height, item) => height + stepHeight(paper, item, width), 0);
