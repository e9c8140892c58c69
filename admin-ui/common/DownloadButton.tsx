import FileIcon from '@mui/icons-material/DescriptionOutlined';
import { Button } from '@mui/material';
import { download } from '../data/files.ts';
import { useDo } from './useDo.ts';

/** A file behind a word; what is wrong with it is said, never shown as a raw answer. */
export const DownloadButton = (props: { url: string; name: string; label: string }) => {
  const { run, pending } = useDo();
  return (
    <Button
      size="small"
      startIcon={<FileIcon />}
      disabled={pending}
      sx={{ textAlign: 'left', lineHeight: 1.25 }}
      onClick={(event) => {
        event.stopPropagation();
        void run(() => download(props.url, props.name));
      }}
    >
      {props.label}
    </Button>
  );
};
