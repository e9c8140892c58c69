import { useEffect, useState } from 'react';
import { fill } from '#contract/i18n/index';
import { formatRemaining } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

/** Time that is left; beats every second near the end and every half minute before. */
export const Countdown = ({ until }: { until: string }) => {
  const t = useT();
  const end = new Date(until).getTime();
  const [now, setNow] = useState(() => Date.now());
  const left = end - now;
  const over = left <= 0;
  const beat = left < 3_600_000 ? 1_000 : 30_000;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => setNow(Date.now()), beat);
    return () => clearInterval(timer);
  }, [beat, over]);
  return over ? t.console.detail.expired : fill(t.console.detail.expiresIn, { time: formatRemaining(left) });
};
