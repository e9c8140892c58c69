import BackIcon from '@mui/icons-material/ArrowBackOutlined';
import PreviousIcon from '@mui/icons-material/ChevronLeft';
import NextIcon from '@mui/icons-material/ChevronRight';
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { useStore } from 'react-admin';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import { formatCount } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import type { Walk } from '../useQueueWalk.ts';

/** Whether the next request opens by itself after a decision; each person's own habit, kept on this machine. */
export const useGoOn = () => useStore('requests.goOn', true);

/** Where one is in the queue, the way to the next, and how to do it by keys. */
export const QueueBar = ({ walk, onHelp }: { walk: Walk; onHelp: () => void }) => {
  const t = useT().requestPages.detail;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5, mb: 1 }}>
      <Button component={Link} to="/requests" size="small" startIcon={<BackIcon />}>
        {t.back}
      </Button>
      <Box sx={{ flex: 1 }} />
      {walk.place === null ? null : (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary', display: { xs: 'none', sm: 'block' } }}>
            {fill(t.place, { place: formatCount(walk.place), total: formatCount(walk.total) })}
          </Typography>
          <Button
            size="small"
            startIcon={<PreviousIcon />}
            disabled={walk.previous === null}
            onClick={walk.goPrevious}
          >
            {t.previous}
          </Button>
          <Button size="small" endIcon={<NextIcon />} disabled={walk.next === null} onClick={walk.goNext}>
            {t.next}
          </Button>
        </>
      )}
      <Tooltip title={`${t.shortcuts} (?)`}>
        <IconButton
          size="small"
          aria-label={t.shortcuts}
          onClick={onHelp}
          sx={{ display: { xs: 'none', sm: 'inline-flex' } }}
        >
          <KeyboardIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
};
