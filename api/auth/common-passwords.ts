import { readFileSync } from 'node:fs';

/**
 * Passwords that everybody tries first. The list holds the most common ones of at least twelve characters and the
 * words that common ones are made of (from zxcvbn-ts's collection, MIT, and Indonesian words of ours).
 */
const list = new Set(
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean),
);

const alphabets = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiopasdfghjklzxcvbnm'];
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

/**
 * Whether a password is one of the common ones or a thin disguise: another case, digits for letters, figures or signs
 * around a common word or the person's own mail name, a word twice, a run of the keyboard, few different characters.
 */
export function isCommonPassword(password: string, email = ''): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5 || isRun(plain)) return true;
  const own = email.split('@')[0]?.toLowerCase() ?? '';
  const forms = [plain, plain.replace(/[013450@$]/g, (sign) => leet[sign] ?? sign)];
  return forms.some((form) =>
    [form, core(form), half(form), half(core(form))].some((word) => isKnown(word, own)),
  );
}

const isKnown = (word: string, own: string): boolean =>
  list.has(word) || (own.length >= 4 && (word === own || word === core(own)));

/** Without what is not a letter before and behind: `--jakarta2024!` is `jakarta`. */
const core = (word: string): string => word.replace(/^[^a-z]+|[^a-z]+$/g, '');

/** `rahasiarahasia` is `rahasia`; any other word stays. */
function half(word: string): string {
  const middle = word.length / 2;
  return word.slice(0, middle) === word.slice(middle) ? word.slice(0, middle) : word;
}

/** Part of an alphabet or a keyboard row, forwards or backwards, once or again and again. */
function isRun(word: string): boolean {
  return alphabets.some((alphabet) => {
    const turned = [...alphabet].reverse().join('');
    return [alphabet, turned].some((each) => each.repeat(6).includes(word));
  });
}
