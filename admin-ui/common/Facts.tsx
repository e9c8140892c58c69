import { Box, Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';

export type Fact = readonly [label: string, value: ReactNode];

/** Labels and values as a definition list; two columns where there is room, of which `narrow` leaves the values more. */
export const Facts = ({ facts, narrow }: { facts: readonly Fact[]; narrow?: boolean }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: {
        xs: '1fr',
        sm: narrow ? 'minmax(0, 2fr) minmax(0, 3fr)' : '170px minmax(0, 1fr)',
      },
      columnGap: 2,
    }}
  >
    {facts.map(([label, value]) => (
      <Box key={label} sx={{ display: 'contents' }}>
        <Typography component="dt" variant="body2" sx={{ color: 'text.secondary', pt: { xs: 1, sm: 0.75 } }}>
          {label}
        </Typography>
        <Typography
          component="dd"
          sx={{ m: 0, py: { xs: 0, sm: 0.6 }, fontSize: '0.94rem', overflowWrap: 'anywhere' }}
        >
          {value}
        </Typography>
      </Box>
    ))}
  </Box>
);

/** One titled part of a page. */
export const Section = (props: { title: string; action?: ReactNode; children: ReactNode; id?: string }) => (
  <Card
    component="section"
    {...(props.id ? { id: props.id } : {})}
    sx={{ p: { xs: 2, md: 2.5 }, mb: 2, minWidth: 0 }}
  >
    <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1, mb: 1.75 }}>
      <Typography variant="h2">{props.title}</Typography>
      {props.action}
    </Box>
    {props.children}
  </Card>
);
