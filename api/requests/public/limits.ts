import { limitRate, type RateLimit } from '../../shared/rate-limit.ts';
import type { AnyContext } from '../../shared/route.ts';
import type { AnsweredChallenge } from './challenge.ts';

type Asker = Pick<AnyContext, 'deps' | 'address'>;

/** A whole village may stand behind one address of a mobile operator: limits by address are wide. */
const sums: RateLimit = { name: 'request-by-sum', points: 20, seconds: 3600 };
const perNik: RateLimit = { name: 'request-nik', points: 10, seconds: 86_400 };
const recoveries: RateLimit = { name: 'recover', points: 20, seconds: 3600 };
const recoveriesPerNik: RateLimit = { name: 'recover-nik', points: 3, seconds: 86_400 };
const trackings: RateLimit = { name: 'track', points: 240, seconds: 60 };
const trackingsPerCode: RateLimit = { name: 'track-code', points: 60, seconds: 60 };
const wrongTrackings: RateLimit = { name: 'track-wrong', points: 30, seconds: 600 };
const lookups: RateLimit = { name: 'lookup', points: 120, seconds: 600 };

const by = ({ deps, address }: Asker, limit: RateLimit): Promise<void> =>
  limitRate(deps.db, limit, address ?? 'unknown', deps.now());

/** Number of a person, as a key that tells nothing of it and fits to no other index. */
const ofNik = ({ deps }: Asker, limit: RateLimit, nik: string): Promise<void> =>
  limitRate(deps.db, limit, deps.vault.index(nik, 'RATE_LIMIT'), deps.now());

/** Each of these throws `RATE_LIMITED` with the seconds to wait. */
export const limits = {
  /** A form that arrived, before anything costly is done for it. */
  filing: (asker: Asker): Promise<void> =>
    by(asker, { name: 'request', points: asker.deps.config.requests.submissionsPerHour, seconds: 3600 }),
  proof: async (asker: Asker, { by: way }: AnsweredChallenge): Promise<void> => {
    if (way === 'sum') await by(asker, sums);
  },
  filingForNik: (asker: Asker, nik: string): Promise<void> => ofNik(asker, perNik, nik),
  recovery: (asker: Asker): Promise<void> => by(asker, recoveries),
  recoveryOfNik: (asker: Asker, nik: string): Promise<void> => ofNik(asker, recoveriesPerNik, nik),
  tracking: async (asker: Asker, code: string): Promise<void> => {
    await by(asker, trackings);
    await limitRate(asker.deps.db, trackingsPerCode, code, asker.deps.now());
  },
  /** Wrong ones are slowed down sooner, without standing in the way of right ones from the same address. */
  wrongTracking: (asker: Asker): Promise<void> => by(asker, wrongTrackings),
  lookup: (asker: Asker, userId: string): Promise<void> =>
    limitRate(asker.deps.db, lookups, userId, asker.deps.now()),
} as const;
