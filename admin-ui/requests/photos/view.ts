/** How a photo is looked at: size against fitting the frame, quarter turns, and how far it was pushed, in pixels. */
export interface PhotoView {
  readonly zoom: number;
  readonly turns: 0 | 1 | 2 | 3;
  readonly x: number;
  readonly y: number;
}

export const fitting: PhotoView = { zoom: 1, turns: 0, x: 0, y: 0 };

const zooms = { least: 1, most: 8, step: 1.35 } as const;
const pushPixels = 60;

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Larger (`by` > 0) or smaller by that many steps; what fits again comes back to the middle. */
export function zoomed(view: PhotoView, by: number): PhotoView {
  const zoom = within(view.zoom * zooms.step ** by, zooms.least, zooms.most);
  if (zoom === zooms.least) return { ...view, zoom, x: 0, y: 0 };
  return { ...view, zoom, x: (view.x * zoom) / view.zoom, y: (view.y * zoom) / view.zoom };
}

export const turned = (view: PhotoView): PhotoView => ({
  ...view,
  turns: ((view.turns + 1) % 4) as PhotoView['turns'],
  x: 0,
  y: 0,
});

/** Pushed by a pointer or a key; a photo that fits stays where it is. */
export const pushed = (view: PhotoView, dx: number, dy: number): PhotoView =>
  view.zoom === zooms.least ? view : { ...view, x: view.x + dx, y: view.y + dy };

const keys: Readonly<Record<string, (view: PhotoView) => PhotoView>> = {
  '+': (view) => zoomed(view, 1),
  '=': (view) => zoomed(view, 1),
  '-': (view) => zoomed(view, -1),
  r: turned,
  '0': () => fitting,
  ArrowLeft: (view) => pushed(view, pushPixels, 0),
  ArrowRight: (view) => pushed(view, -pushPixels, 0),
  ArrowUp: (view) => pushed(view, 0, pushPixels),
  ArrowDown: (view) => pushed(view, 0, -pushPixels),
};

/** What a key makes of the view; null for a key that is not the viewer's. */
export function keyed(view: PhotoView, key: string): PhotoView | null {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(keys, name) ? (keys[name]?.(view) ?? null) : null;
}

/**
 * The CSS transform. A photo on its side is as wide as it was high, so it is shrunk by `sideways` (the frame's height
 * against its width, at most 1) to fit again.
 */
export function transformOf(view: PhotoView, sideways: number): string {
  const scale = view.zoom * (view.turns % 2 === 1 ? Math.min(1, sideways) : 1);
  return `translate(${view.x}px, ${view.y}px) rotate(${view.turns * 90}deg) scale(${scale})`;
}
