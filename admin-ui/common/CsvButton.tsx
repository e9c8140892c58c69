import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import { Button } from '@mui/material';
import { useListContext } from 'react-admin';
import { listSearch, tidyFilter } from '../data/data-provider.ts';
import { download } from '../data/files.ts';
import { useT } from '../i18n/texts.ts';
import { useDo } from './useDo.ts';

/** Keeps the list as CSV exactly as it is filtered and sorted now. */
export const CsvButton = (props: { path: string; name: string }) => {
  const t = useT();
  const { filterValues, filter, sort } = useListContext();
  const { run, pending } = useDo();
  const save = () => {
    const query = listSearch({
      filter: JSON.stringify(tidyFilter({ ...filterValues, ...filter })),
      sort: JSON.stringify([sort.field, sort.order]),
    });
    void run(() => download(`${props.path}?${query}`, props.name));
  };
  return (
    <Button variant="outlined" startIcon={<DownloadIcon />} onClick={save} disabled={pending}>
      {pending ? t.console.common.exporting : t.console.common.exportCsv}
    </Button>
  );
};
