import { hasherOf, leadingZeroBits } from './sha256.ts';

/** Milliseconds of work at a time: the page stays as quick as it was. */
const slice = 12;
/** Work beyond this is asked of nobody: the question stands instead. */
const budget = 20_000;

interface Proof {
  /** The answer once it is found; null when the work was given up. */
  readonly answer: Promise<string | null>;
  stop(): void;
}

/** Looks for a text whose SHA-256 over `token.text` begins with `bits` zero bits. */
export function work(token: string, bits: number): Proof {
  const hash = hasherOf(`${token}.`);
  let stopped = false;
  let count = 0;
  let spent = 0;
  const answer = new Promise<string | null>((resolve) => {
    const turn = (): void => {
      const began = performance.now();
      while (!stopped && performance.now() - began < slice) {
        for (let more = 0; more < 50; more += 1) {
          count += 1;
          const text = `w${count.toString(36)}`;
          if (leadingZeroBits(hash(text)) >= bits) {
            resolve(text);
            return;
          }
        }
      }
      spent += performance.now() - began;
      if (stopped || spent > budget) resolve(null);
      else setTimeout(turn, 0);
    };
    setTimeout(turn, 0);
  });
  return {
    answer,
    stop: () => {
      stopped = true;
    },
  };
}

let running: Proof | null = null;

/** Answers the challenge of the page by work and puts its question away while it does. */
export function answerByWork(): void {
  if (running) running.stop();
  running = null;
  const place = document.querySelector<HTMLElement>('[data-proof]');
  if (!place) return;
  const token = place.querySelector<HTMLInputElement>('[name="tantangan"]');
  const field = place.querySelector<HTMLInputElement>('[name="jawaban"]');
  if (!token || !field) return;
  place.hidden = true;
  const mine = work(token.value, Number(place.getAttribute('data-bits')));
  running = mine;
  void mine.answer.then((found) => {
    if (running !== mine) return;
    if (found === null) place.hidden = false;
    else field.value = found;
  });
}

const patience = 2_000;

/** Waits for the answer, but not for long: then the question is shown, and `false` says that somebody must answer it. */
export async function isAnswered(): Promise<boolean> {
  const place = document.querySelector<HTMLElement>('[data-proof]');
  const field = place?.querySelector<HTMLInputElement>('[name="jawaban"]');
  if (!place || !field || field.value !== '' || !running) return field?.value !== '';
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  await Promise.race([running.answer, late]);
  if (field.value === '') place.hidden = false;
  return field.value !== '';
}
