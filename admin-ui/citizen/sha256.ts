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

/** One block, the 64 bytes from `from` on, into the state. Nothing is allocated: a search does this a hundred thousand times. */
function compress(state: Int32Array, bytes: Uint8Array, from: number): void {
  for (let at = 0; at < 16; at += 1) {
    const byte = from + at * 4;
    schedule[at] =
      ((bytes[byte] as number) << 24) |
      ((bytes[byte + 1] as number) << 16) |
      ((bytes[byte + 2] as number) << 8) |
      (bytes[byte + 3] as number);
  }
  for (let at = 16; at < 64; at += 1) {
    const early = schedule[at - 15] as number;
    const late = schedule[at - 2] as number;
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
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

/** Writes a text's signs to `at` and on. */
function write(bytes: Uint8Array, ascii: string, at: number): void {
  for (let sign = 0; sign < ascii.length; sign += 1) bytes[at + sign] = ascii.charCodeAt(sign);
}

/**
 * Hashes many ASCII texts with the same beginning: whole blocks of the beginning are worked once. Gives the eight words
 * of the hash, which stand until the next one is asked for.
 */
export function hasherOf(beginning: string): (ending: string) => Int32Array {
  const whole = Math.floor(beginning.length / 64) * 64;
  const middle = Int32Array.from(start);
  const head = new Uint8Array(beginning.length);
  write(head, beginning, 0);
  for (let at = 0; at < whole; at += 64) compress(middle, head, at);
  const rest = head.subarray(whole);
  const state = new Int32Array(8);
  let block = new Uint8Array(0);
  return (ending) => {
    const length = rest.length + ending.length;
    const size = Math.ceil((length + 9) / 64) * 64;
    if (block.length !== size) block = new Uint8Array(size);
    block.fill(0, length);
    block.set(rest);
    write(block, ending, rest.length);
    block[length] = 0x80;
    // In bits. No text here comes near the other 32 bits of the length.
    new DataView(block.buffer).setUint32(size - 4, (whole + length) * 8);
    state.set(middle);
    for (let at = 0; at < size; at += 64) compress(state, block, at);
    return state;
  };
}

/** Zero bits at the head of a hash. */
export function leadingZeroBits(hash: Int32Array): number {
  let bits = 0;
  for (let at = 0; at < hash.length; at += 1) {
    const word = hash[at] as number;
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}
