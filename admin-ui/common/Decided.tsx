import { Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

interface DecidedProps {
  readonly name: string | null;
  readonly at: string | null;
  readonly note?: string | null;
}

/** Who did something and when, with his note under it. */
export const Decided = ({ name, at, note }: DecidedProps) => {
  const t = useT();
  if (name === null || at === null) return <>{t.console.common.none}</>;
  return (
    <>
      {fill(t.terminalPages.by, { name, date: formatInstant(at) })}
      {note ? (
        <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {note}
        </Typography>
      ) : null}
    </>
  );
};
