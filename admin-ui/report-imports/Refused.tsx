import { Alert, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { sentenceOf } from '../data/problems.ts';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { wrongCells } from './wrong-rows.ts';

/** Why a report was refused: line, column and cause of each row that the API named. */
export const Refused = ({ error, onClose }: { error: unknown; onClose: () => void }) => {
  const { line, column, cause, wholeRow } = useT().console.imports.wrong;
  const cells = wrongCells(error);
  return (
    <Alert severity="error" sx={{ mt: 2, '& .MuiAlert-message': { minWidth: 0, flex: 1 } }} onClose={onClose}>
      {sentenceOf(error)}
      {cells.length > 0 ? (
        <Table size="small" sx={{ mt: 1, maxWidth: 720 }}>
          <TableHead>
            <TableRow>
              <TableCell align="right">{line}</TableCell>
              <TableCell>{column}</TableCell>
              <TableCell>{cause}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {cells.map((cell) => (
              <TableRow key={`${cell.line} ${cell.column}`}>
                <TableCell align="right">{formatCount(cell.line)}</TableCell>
                <TableCell>{cell.column ?? wholeRow}</TableCell>
                <TableCell>{cell.cause}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
    </Alert>
  );
};
