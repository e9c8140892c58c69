import { settings } from '#platform/settings';
import { hasherOf, leadingZeroBits } from '../../admin-ui/citizen/sha256.ts';
import { median } from './figures.ts';

/** What the proof of work asks of a citizen's phone. */
export interface ProofFigures {
  readonly bits: number;
  /** Expected number; half of all people need less than 0.7 of it, one in ten more than 2.3 times as many. */
  readonly hashes: number;
  /** Of the citizen script's own SHA-256 on one core of this machine, per second of its time. */
  readonly hashesPerSecond: number;
  /** Expected seconds here, and on a CPU that is `slowerCpu` times slower. */
  readonly seconds: number;
  readonly secondsOnSlow: number;
}

export const slowerCpu = 6;
const rounds = 7;
const perRound = 100_000;

/**
 * Counts hashes as `admin-ui/citizen/proof.ts` makes them, for a challenge of the real length. By CPU time, so that other
 * work on the machine does not look like a slow hash.
 */
export function measureProof(token: string): ProofFigures {
  const hash = hasherOf(`${token}.`);
  const rates = Array.from({ length: rounds + 1 }, () => {
    const before = process.cpuUsage();
    for (let count = 0; count < perRound; count += 1) leadingZeroBits(hash(`w${count.toString(36)}`));
    const { user, system } = process.cpuUsage(before);
    return perRound / ((user + system) / 1e6);
  });
  const hashesPerSecond = median(rates.slice(1));
  const bits = Number(settings.CHALLENGE_BITS.default);
  const hashes = 2 ** bits;
  const seconds = hashes / hashesPerSecond;
  return { bits, hashes, hashesPerSecond, seconds, secondsOnSlow: seconds * slowerCpu };
}
