import { Box, Stack, TextField } from '@mui/material';
import { useSearchParams } from 'react-router-dom';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { InstitutionPicker } from './RecordPicker.tsx';

export interface ChosenMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Null for people of an institution, whose own is meant. */
  readonly institutionId: string | null;
  /** Whoever sees several institutions has to choose one first. */
  readonly complete: boolean;
}

const now = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta', year: 'numeric', month: '2-digit' }).format(
    new Date(),
  );

/** The month of a page and whose it is, as they stand in the page's address: a link leads back to the same figures. */
export function useChosenMonth(): ChosenMonth & {
  set(change: Readonly<Record<string, string | null>>): void;
} {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const month = search.get('month') ?? now();
  const institutionId = search.get('institutionId');
  const own = me !== undefined && me.institution !== null;
  return {
    month,
    institutionId: own ? null : institutionId,
    complete: own || institutionId !== null,
    set(change) {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      setSearch(next, { replace: true });
    },
  };
}

/** Chooses the month, and for people of the centre the institution. */
export const MonthBar = ({ chosen }: { chosen: ReturnType<typeof useChosenMonth> }) => {
  const t = useT();
  const me = useMe();
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.25, mb: 2 }}>
      <TextField
        type="month"
        label={t.reportPages.month}
        value={chosen.month}
        onChange={(event) => chosen.set({ month: event.target.value })}
        sx={{ backgroundColor: 'background.paper' }}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      {me?.institution === null ? (
        <Box sx={{ width: 320, maxWidth: '100%' }}>
          <InstitutionPicker
            label={t.reportPages.institution}
            value={chosen.institutionId}
            onChange={(institutionId) => chosen.set({ institutionId })}
          />
        </Box>
      ) : null}
    </Stack>
  );
};

/** `?institutionId=…` for addresses of files, '' for one's own. */
export const institutionQuery = ({ institutionId }: ChosenMonth): string =>
  institutionId === null ? '' : `?${new URLSearchParams({ institutionId })}`;
