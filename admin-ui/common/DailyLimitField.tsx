import { TextField } from '@mui/material';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';

const most = 10_000_000;

/** Units a day as they were typed: null for none, undefined for what is no limit. */
export function readDailyLimit(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const limit = readQuantity(typed);
  return limit === null || limit < 1 || limit > most ? undefined : limit;
}

/** Most accesses in a day; empty for no limit. */
export const DailyLimitField = (props: {
  typed: string;
  onType: (typed: string) => void;
  wrong: boolean;
}) => {
  const { terminalPages: t } = useT();
  return (
    <TextField
      label={t.limit}
      value={props.typed}
      error={props.wrong}
      helperText={props.wrong ? t.limitWrong : t.limitHelp}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 12 } }}
      onChange={(event) => props.onType(event.target.value)}
    />
  );
};
