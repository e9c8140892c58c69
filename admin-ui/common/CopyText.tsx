import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import { Box, IconButton, Tooltip } from '@mui/material';
import { useNotify } from 'react-admin';
import { useT } from '../i18n/texts.ts';
import { copyText } from './copy-text.ts';

/** A number that people type elsewhere: figures of one width, and a button that copies it. */
export const CopyText = (props: { text: string; label?: string }) => {
  const t = useT();
  const notify = useNotify();
  const label = props.label ?? t.console.common.copy;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.25 }}>
      <Box
        component="span"
        sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600, overflowWrap: 'break-word', minWidth: 0 }}
      >
        {props.text}
      </Box>
      <Tooltip title={label}>
        <IconButton
          size="small"
          aria-label={label}
          onClick={(event) => {
            event.stopPropagation();
            event.preventDefault();
            void copyText(props.text).then(() =>
              notify(t.console.common.copied, { type: 'info', autoHideDuration: 1_500 }),
            );
          }}
        >
          <CopyIcon sx={{ fontSize: '1rem' }} />
        </IconButton>
      </Tooltip>
    </Box>
  );
};
