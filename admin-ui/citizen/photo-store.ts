/** Pictures that are ready to be sent, by field. They outlive the exchange of the page, not a reload. */
const photos = new Map<string, Blob>();

export const photoOf = (name: string): Blob | undefined => photos.get(name);

export const keepPhoto = (name: string, photo: Blob): void => void photos.set(name, photo);

export const dropPhoto = (name: string): void => void photos.delete(name);

export const dropPhotos = (): void => photos.clear();

/** Chosen now, or kept from the request that this one follows. */
export function hasPhoto(name: string, form: HTMLFormElement): boolean {
  const input = form.querySelector(`[data-photo][name="${name}"]`);
  return photos.has(name) || !!input?.hasAttribute('data-kept');
}
