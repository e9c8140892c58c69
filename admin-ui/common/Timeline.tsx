import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

export interface TimelineEntry {
  readonly key: string | number;
  readonly title: string;
  /** What it became by it; not said twice where the title says it. */
  readonly to: string;
  /** When, and by whom. */
  readonly meta: string;
  readonly note?: ReactNode;
}

const Entry = ({ entry, latest }: { entry: TimelineEntry; latest: boolean }) => (
  <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '18px minmax(0, 1fr)', columnGap: 1.5 }}>
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
      <Box
        sx={{
          width: 11,
          height: 11,
          mt: 0.7,
          borderRadius: '50%',
          backgroundColor: latest ? 'primary.main' : 'background.paper',
          border: '2px solid',
          borderColor: 'primary.main',
          flexShrink: 0,
        }}
      />
      <Box sx={{ width: 2, flex: 1, backgroundColor: 'divider', mt: 0.5 }} />
    </Box>
    <Box sx={{ pb: 1.75, minWidth: 0 }}>
      <Typography sx={{ fontWeight: 650, fontSize: '0.94rem' }}>
        {entry.title}
        {entry.to === entry.title ? null : (
          <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
            {' '}
            → {entry.to}
          </Box>
        )}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {entry.meta}
      </Typography>
      {entry.note ? (
        <Typography
          component="div"
          variant="body2"
          sx={{
            mt: 0.5,
            pl: 1,
            borderLeft: '3px solid',
            borderColor: 'divider',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          {entry.note}
        </Typography>
      ) : null}
    </Box>
  </Box>
);

/** What happened, as a list in the order given; the first is the newest. */
export const Timeline = ({ entries }: { entries: readonly TimelineEntry[] }) => (
  <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {entries.map((entry, index) => (
      <Entry key={entry.key} entry={entry} latest={index === 0} />
    ))}
  </Box>
);
