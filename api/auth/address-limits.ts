import type { DatabaseReader } from '#prisma/client';
import { limitRate } from '../shared/rate-limit.ts';

/** Calls of one address a minute, by endpoint. Many people of one office share an address: enough for their morning. */
const callsPerMinute: Readonly<Record<string, number>> = {
  'POST /sign-in/email': 30,
  'POST /sign-in/two-factor': 30,
  'POST /request-password-reset': 10,
  'POST /reset-password': 10,
  'POST /change-password': 10,
  'POST /two-factor/enable': 10,
  'POST /two-factor/confirm': 10,
  'POST /two-factor/backup-codes': 10,
  'POST /two-factor/disable': 10,
};

/** Counts a call of the endpoint against its address. Throws `RATE_LIMITED` with the seconds until the minute is over. */
export async function limitAddress(
  db: DatabaseReader,
  endpoint: string,
  address: string | undefined,
  now: Date,
): Promise<void> {
  const points = callsPerMinute[endpoint];
  if (points === undefined || address === undefined) return;
  await limitRate(db, { name: `auth ${endpoint}`, points, seconds: 60 }, address, now);
}
