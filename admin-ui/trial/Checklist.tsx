import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import OpenIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { Trial } from '#contract/metering/trial-http';
import { CopyText } from '../common/CopyText.tsx';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

type Exercise = Trial['exercises'][number];

const State = ({ exercise }: { exercise: Exercise }) => {
  const t = useT().trial;
  const done = exercise.firstAt !== null;
  const Icon = done ? DoneIcon : OpenIcon;
  return (
    <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      <Icon fontSize="small" color={done ? 'success' : 'disabled'} aria-hidden />
      {done ? t.done : t.open}
    </Box>
  );
};

const Line = ({ exercise }: { exercise: Exercise }) => {
  const { trial: t, console: texts } = useT();
  const none = texts.common.none;
  return (
    <TableRow>
      <TableCell>
        {t.exercise[exercise.exercise]}{' '}
        <Chip
          size="small"
          variant="outlined"
          color={exercise.needed ? 'primary' : 'default'}
          label={exercise.needed ? t.needed : t.optional}
        />
      </TableCell>
      <TableCell>{exercise.nik ? <CopyText text={exercise.nik} /> : none}</TableCell>
      <TableCell>{exercise.answer ?? t.found}</TableCell>
      <TableCell>
        <State exercise={exercise} />
      </TableCell>
      <TableCell>{exercise.firstAt ? formatInstant(exercise.firstAt) : none}</TableCell>
      <TableCell align="right">{exercise.count}</TableCell>
    </TableRow>
  );
};

/** The test NIKs with the answers that are right, and what was tried of them. */
export const Checklist = ({ trial }: { trial: Trial }) => {
  const { columns } = useT().trial;
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{columns.exercise}</TableCell>
            <TableCell>{columns.nik}</TableCell>
            <TableCell>{columns.answer}</TableCell>
            <TableCell>{columns.state}</TableCell>
            <TableCell>{columns.firstAt}</TableCell>
            <TableCell align="right">{columns.count}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {trial.exercises.map((exercise) => (
            <Line key={exercise.exercise} exercise={exercise} />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
};
