import type { DatabaseReader } from '#prisma/client';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import type { AnyContext } from '../shared/route.ts';

type Asker = Pick<AnyContext, 'deps' | 'address'>;

/** A whole village may stand behind one address of a mobile operator: limits by address are wide. */
const asked: RateLimit = { name: 'proof', points: 20, seconds: 3600 };
/** Five tries a code: 25 guesses in a million a day. Whoever is kept out by it goes to the counter. */
const askedPerNik: RateLimit = { name: 'proof-nik', points: 5, seconds: 86_400 };
const tried: RateLimit = { name: 'proof-try', points: 60, seconds: 600 };
const triedPerNik: RateLimit = { name: 'proof-try-nik', points: 10, seconds: 3600 };
const readings: RateLimit = { name: 'trail', points: 240, seconds: 60 };
const perTrail: RateLimit = { name: 'trail-one', points: 60, seconds: 60 };
const complaints: RateLimit = { name: 'complaint-nik', points: 10, seconds: 86_400 };
const trackings: RateLimit = { name: 'complaint-track', points: 60, seconds: 600 };
const issued: RateLimit = { name: 'proof-issue', points: 60, seconds: 3600 };

const by = ({ deps, address }: Asker, limit: RateLimit): Promise<void> =>
  limitRate(deps.db, limit, address ?? 'unknown', deps.now());
const of = ({ deps }: Asker, limit: RateLimit, who: string): Promise<void> =>
  limitRate(deps.db, limit, who, deps.now());

/** Number of a person, as a key that tells nothing of it and fits to no other index. */
const ofNik = (asker: Asker, limit: RateLimit, nik: string): Promise<void> =>
  of(asker, limit, asker.deps.vault.index(nik, 'RATE_LIMIT'));

/** Each of these throws `RATE_LIMITED` with the seconds to wait. */
export const trailLimits = {
  asking: (asker: Asker): Promise<void> => by(asker, asked),
  askingForNik: (asker: Asker, nik: string): Promise<void> => ofNik(asker, askedPerNik, nik),
  trying: (asker: Asker): Promise<void> => by(asker, tried),
  tryingForNik: (asker: Asker, nik: string): Promise<void> => ofNik(asker, triedPerNik, nik),
  reading: (asker: Asker): Promise<void> => by(asker, readings),
  readingOne: (asker: Asker, trailId: string): Promise<void> => of(asker, perTrail, trailId),
  complaining: (asker: Asker, nikIndex: string): Promise<void> =>
    of(asker, complaints, nikIndex.slice(0, 32)),
  tracking: (asker: Asker): Promise<void> => by(asker, trackings),
  /** In the transaction that makes the code. */
  issuing: (tx: DatabaseReader, userId: string, now: Date): Promise<void> =>
    limitRate(tx, issued, userId, now),
} as const;
