import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import { Box, IconButton, Tooltip } from '@mui/material';
import { useNotify } from 'react-admin';
import { useT } from '../i18n/texts.ts';

/** The clipboard exists only on https and localhost, and where the browser lets us: else a hidden field is copied. */
async function copy(text: string): Promise<void> {
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (copied) return;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

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
            void copy(props.text).then(() =>
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
