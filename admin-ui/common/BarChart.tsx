import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const height = 120;
const step = 24;
const gap = 6;

/** The sum of the bars and the highest of them, in words. */
const Sum = ({ bars }: { bars: readonly Bar[] }) => {
  const { chart } = useT().console;
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const most = bars.reduce<Bar | null>((top, bar) => (bar.value > (top?.value ?? 0) ? bar : top), null);
  return (
    <Typography component="figcaption" variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
      {most
        ? fill(chart.sum, { total: formatCount(total), most: formatCount(most.value), at: most.label })
        : chart.nothing}
    </Typography>
  );
};

/**
 * Bars over time as a picture with their sum in words, and with a table of the same figures for whoever does not see it. Each bar says its own figure
 * when the pointer rests on it.
 */
export const BarChart = ({ title, bars }: { title: string; bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const width = Math.max(bars.length * step, step);
  return (
    <Box component="figure" sx={{ m: 0, overflowX: 'auto' }}>
      <Box
        component="svg"
        role="img"
        aria-label={title}
        viewBox={`0 0 ${width} ${height}`}
        sx={{ display: 'block', width: '100%', maxWidth: width * 1.6, height: 150, color: 'primary.main' }}
        preserveAspectRatio="xMinYMax meet"
      >
        <rect x={0} y={height - 1} width={width} height={1} fill="currentColor" opacity={0.4} />
        {bars.map(({ label, value }, at) => {
          const tall = value === 0 ? 0 : Math.max(2, (value / most) * (height - 6));
          return (
            <rect
              key={label}
              x={at * step + gap / 2}
              y={height - tall}
              width={step - gap}
              height={tall}
              rx={2}
              fill="currentColor"
            >
              <title>{`${label}: ${formatCount(value)}`}</title>
            </rect>
          );
        })}
      </Box>
      <Box component="table" sx={hidden}>
        <caption>{title}</caption>
        <tbody>
          {bars.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatCount(value)}</td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Sum bars={bars} />
    </Box>
  );
};

/** Read out, not seen. */
const hidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
