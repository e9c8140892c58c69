import { Box, ButtonBase, Card, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

interface CounterItem {
  readonly key: string;
  readonly to: string;
  readonly figure: string;
  readonly label: string;
  /** Somebody has to do something about it. */
  readonly calls: boolean;
}

/** Figures as large targets; each leads to the list that it counts. */
export const CounterGrid = ({ items }: { items: readonly CounterItem[] }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 1.5,
      mb: 2.5,
      gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(auto-fit, minmax(170px, 1fr))' },
    }}
  >
    {items.map((item) => (
      <Card key={item.key} sx={item.calls ? { borderColor: 'secondary.main' } : {}}>
        <ButtonBase
          component={Link}
          to={item.to}
          sx={{ width: '100%', height: '100%', p: 2, display: 'block', textAlign: 'left' }}
        >
          <Typography
            sx={{
              fontSize: '1.7rem',
              fontWeight: 700,
              lineHeight: 1.1,
              fontVariantNumeric: 'tabular-nums',
              color: item.calls ? 'secondary.main' : 'primary.main',
            }}
          >
            {item.figure}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {item.label}
          </Typography>
        </ButtonBase>
      </Card>
    ))}
  </Box>
);
