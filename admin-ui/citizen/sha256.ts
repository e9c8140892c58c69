/** SHA-256 in plain code: `crypto.subtle` answers one promise a hash, far too slow for a search of thousands. */

/** The first 32 bits of the fractional parts of the roots of the first primes, as FIPS 180-4 has them. */
function roots(count: number, power: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
      if (candidate % divisor === 0) prime = false;
    }
    if (prime) {
      const root = candidate ** power;
      found.push(((root - Math.floor(root)) * 4294967296) | 0);
    }
  }
  return found;
}

const constants = roots(64, 1 / 3);
const start = roots(8, 1 / 2);
const schedule = new Int32Array(64);

/** One block of 64 bytes into the state. */
function compress(state: Int32Array, block: Uint8Array): void {
  for (let at = 0; at < 16; at += 1) {
    const byte = (offset: number): number => block[at * 4 + offset] as number;
    schedule[at] = (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
  }
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [schedule[at - 15] as number, schedule[at - 2] as number];
    const small = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const large = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    schedule[at] = ((schedule[at - 16] as number) + small + (schedule[at - 7] as number) + large) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let at = 0; at < 64; at += 1) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + (constants[at] as number) + (schedule[at] as number)) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, at) => {
    state[at] = ((state[at] as number) + value) | 0;
  });
}

const bytesOf = (ascii: string): Uint8Array => {
  const bytes = new Uint8Array(ascii.length);
  for (let at = 0; at < ascii.length; at += 1) bytes[at] = ascii.charCodeAt(at);
  return bytes;
};

/**
 * Hashes many ASCII texts with the same beginning: whole blocks of the beginning are worked once. Gives the eight words
 * of the hash.
 */
export function hasherOf(beginning: string): (ending: string) => Int32Array {
  const whole = Math.floor(beginning.length / 64) * 64;
  const middle = Int32Array.from(start);
  for (let at = 0; at < whole; at += 64) compress(middle, bytesOf(beginning.slice(at, at + 64)));
  const rest = beginning.slice(whole);
  return (ending) => {
    const text = bytesOf(rest + ending);
    const padded = new Uint8Array(Math.ceil((text.length + 9) / 64) * 64);
    padded.set(text);
    padded[text.length] = 0x80;
    new DataView(padded.buffer).setUint32(padded.length - 4, (whole + text.length) * 8);
    const state = Int32Array.from(middle);
    for (let at = 0; at < padded.length; at += 64) compress(state, padded.subarray(at, at + 64));
    return state;
  };
}

/** Zero bits at the head of a hash. */
export function leadingZeroBits(hash: Int32Array): number {
  let bits = 0;
  for (const word of Array.from(hash)) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}
