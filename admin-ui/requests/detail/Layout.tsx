import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** The order in which a narrow screen shows the parts: what is worked on first, what is looked up last. */
const narrowOrder = [
  'work',
  'photos',
  'fields',
  'acts',
  'dwh',
  'steps',
  'histories',
  'related',
  'notices',
] as const;

type PartName = (typeof narrowOrder)[number];
type Part = readonly [name: PartName, content: ReactNode];

const Column = ({ parts }: { parts: readonly Part[] }) => (
  <Box sx={{ display: { xs: 'contents', md: 'block' }, minWidth: 0 }}>
    {parts.map(([name, content]) => (
      <Box key={name} sx={{ order: narrowOrder.indexOf(name), minWidth: 0 }}>
        {content}
      </Box>
    ))}
  </Box>
);

/** Two columns side by side, or one in the order of the work. */
export const Layout = ({ left, right }: { left: readonly Part[]; right: readonly Part[] }) => (
  <Box
    sx={{
      display: 'grid',
      columnGap: 2,
      alignItems: 'start',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
    }}
  >
    <Column parts={left} />
    <Column parts={right} />
  </Box>
);
