import { maxPhotoBytes, requiredPhotos } from '#contract/requests/codes';
import { el } from '../pages/dom.ts';
import { neededPhotos } from './needed-photos.ts';
import { dropPhoto, keepPhoto, photoOf } from './photo-store.ts';
import { setProblem } from './problems.ts';
import { PhotoError, type PhotoFault, shrink } from './shrink.ts';
import { fill, words } from './words.ts';

const faultSentence: Readonly<Record<PhotoFault, () => string>> = {
  HEIC: () => words().photoHeic,
  NOT_IMAGE: () => words().photoNotImage,
  TOO_LARGE: () => words().photoTooLarge,
};

/** Betters every photo field of a form: camera, shrinking, preview; and hides the fields that are not needed. */
export function wirePhotos(form: HTMLFormElement): void {
  const lost = form.querySelector<HTMLElement>('[data-photos-lost]');
  const inputs = Array.from(form.querySelectorAll<HTMLInputElement>('input[data-photo]'));
  inputs.forEach(wirePhoto);
  if (lost) lost.hidden = inputs.some(({ name }) => !!photoOf(name));
  const showNeeded = (): void => {
    const needed = neededPhotos(form, requiredPhotos);
    for (const { name } of inputs) {
      const field = form.querySelector<HTMLElement>(`[data-field="${name}"]`);
      if (field) field.hidden = needed.indexOf(name) < 0;
    }
  };
  form.addEventListener('change', showNeeded);
  showNeeded();
}

/** The pictures of a form that go with it; one that a change of mind made needless stays here. */
export function addPhotos(form: HTMLFormElement, body: FormData): void {
  const needed = neededPhotos(form, requiredPhotos);
  for (const { name } of Array.from(form.querySelectorAll<HTMLInputElement>('input[data-photo]'))) {
    body.delete(name);
    const photo = photoOf(name);
    if (photo && needed.indexOf(name) >= 0) body.append(name, photo, 'foto.jpg');
  }
}

function wirePhoto(input: HTMLInputElement): void {
  const { name } = input;
  const status = el('p', { role: 'status', class: 'help' });
  const place = el('div', {});
  const label = document.querySelector(`label[for="${name}"]`);
  const draw = (): void => {
    const photo = photoOf(name);
    place.textContent = '';
    status.textContent = photo ? fill(words().photoReady, { size: sizeOf(photo) }) : '';
    if (!photo) return;
    const alt = fill(words().photoAlt, { label: label?.textContent || name });
    const image = el('img', { class: 'preview', alt });
    image.onload = () => URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(photo);
    const remove = el('button', { type: 'button', class: 'quiet' }, words().photoRemove);
    remove.addEventListener('click', () => {
      dropPhoto(name);
      input.value = '';
      draw();
      input.focus();
    });
    place.append(image, remove);
  };
  const take = takerOf(name, status, draw);
  input.addEventListener('change', () => take(input));
  input.insertAdjacentElement('afterend', place);
  input.insertAdjacentElement('afterend', status);
  if (hasCamera()) place.insertAdjacentElement('beforebegin', cameraButton(input, take));
  draw();
}

/** A later choice wins over one that is still being made ready. */
function takerOf(name: string, status: HTMLElement, draw: () => void): (input: HTMLInputElement) => void {
  let latest = 0;
  return (input) => {
    const file = input.files?.[0];
    if (!file) return;
    latest += 1;
    const mine = latest;
    status.textContent = words().photoWorking;
    setProblem(name, null);
    shrink(file)
      .then((photo) => {
        if (mine !== latest) return;
        keepPhoto(name, photo);
        draw();
      })
      .catch((error: unknown) => {
        if (mine !== latest) return;
        dropPhoto(name);
        draw();
        const sentence = error instanceof PhotoError ? faultSentence[error.fault]() : words().photoNotImage;
        setProblem(name, sentence);
      });
  };
}

/** Fingers, not a mouse: then there is a camera that opens at once. */
const hasCamera = (): boolean => window.matchMedia('(pointer: coarse)').matches;

function cameraButton(_input: HTMLInputElement, take: (input: HTMLInputElement) => void): HTMLElement {
  const camera = el('input', { type: 'file', accept: 'image/jpeg,image/png', capture: 'environment' });
  camera.hidden = true;
  camera.addEventListener('change', () => take(camera));
  const button = el('button', { type: 'button', class: 'quiet' }, words().camera);
  button.addEventListener('click', () => camera.click());
  return el('p', {}, button, camera);
}

const sizeOf = ({ size }: Blob): string =>
  size >= maxPhotoBytes / 10 ? `${Math.round(size / 104_857.6) / 10} MB` : `${Math.ceil(size / 1024)} KB`;
