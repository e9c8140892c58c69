import { TextField } from '@mui/material';
import { useListContext } from 'react-admin';

/** The days of a month of a list that is filtered by its first and last one. */
export const MonthFilter = (props: { from: string; to: string; label: string }) => {
  const { filterValues, setFilters, displayedFilters } = useListContext();
  const first = filterValues?.[props.from] as string | undefined;
  const choose = (month: string) => {
    const { [props.from]: _from, [props.to]: _to, ...others } = filterValues ?? {};
    const [year = 0, number = 0] = month.split('-').map(Number);
    const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
    const days = month ? { [props.from]: `${month}-01`, [props.to]: last } : {};
    setFilters({ ...others, ...days }, displayedFilters);
  };
  return (
    <TextField
      type="month"
      label={props.label}
      value={first?.slice(0, 7) ?? ''}
      onChange={(event) => choose(event.target.value)}
      sx={{ backgroundColor: 'background.paper' }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
};
