import { Alert, Box, Button, Card, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { ReportImport } from '#contract/orders/schemas';
import { UploadButton } from '../common/UploadButton.tsx';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { Refused } from './Refused.tsx';

/** The differences that one import brought. */
export const differencesOf = (report: ReportImport): string =>
  `/report-differences?${new URLSearchParams({ filter: JSON.stringify({ importId: report.id }) })}`;

const resultText = (template: string, report: ReportImport): string =>
  fill(template, {
    rows: formatCount(report.rowCount),
    matched: formatCount(report.matched),
    differences: formatCount(report.differences),
  });

/** Takes a report and says what was found in it. */
export const ImportPanel = () => {
  const t = useT();
  const client = useQueryClient();
  const [result, setResult] = useState<ReportImport | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const refused = (error: unknown): boolean => {
    setResult(null);
    setRefusal(error);
    return true;
  };
  const done = (report: ReportImport) => {
    setRefusal(null);
    setResult(report);
    for (const key of ['report-imports', 'report-differences', 'dashboard', 'orders']) {
      void client.invalidateQueries({ queryKey: [key] });
    }
  };
  return (
    <Card sx={{ p: 2.5, mb: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <UploadButton<ReportImport>
          url="/api/v1/report-imports"
          label={t.console.imports.upload}
          accept=".csv,text/csv,text/plain"
          working={t.console.imports.reading}
          variant="contained"
          onDone={done}
          onFailed={refused}
        />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.imports.hint}
        </Typography>
      </Box>
      {refusal ? <Refused error={refusal} onClose={() => setRefusal(null)} /> : null}
      {result ? (
        <Alert
          severity={result.repeated ? 'info' : result.differences > 0 ? 'warning' : 'success'}
          sx={{ mt: 2 }}
          action={
            result.differences > 0 ? (
              <Button component={Link} to={differencesOf(result)} color="inherit" size="small">
                {t.console.imports.open}
              </Button>
            ) : null
          }
        >
          <strong>{result.fileName}</strong>:{' '}
          {result.repeated
            ? `${fill(t.console.imports.repeated, { time: formatInstant(result.importedAt) })} `
            : null}
          {resultText(t.console.imports.result, result)}
        </Alert>
      ) : null}
    </Card>
  );
};
