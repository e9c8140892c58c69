import { Alert, Box, Card, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { ReturnData } from '#contract/metering/duties-schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { UploadButton } from '../common/UploadButton.tsx';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** Takes a file; its check goes on without this page. */
export const UploadPanel = () => {
  const { returnData: t } = useT().duties;
  const client = useQueryClient();
  const [file, setFile] = useState<ReturnData | null>(null);
  const done = (answer: ReturnData) => {
    setFile(answer);
    void client.invalidateQueries({ queryKey: ['return-data'] });
  };
  return (
    <Card sx={{ p: 2.5, mb: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <UploadButton<ReturnData>
          url="/api/v1/return-data"
          label={t.upload}
          accept=".csv,.xlsx,text/csv"
          working={t.uploading}
          variant="contained"
          onDone={done}
        />
        <DownloadButton
          url="/api/v1/return-data-template.csv"
          name="templat-data-balikan.csv"
          label={t.template}
        />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.hint}
        </Typography>
      </Box>
      {file ? (
        <Alert severity={file.repeated ? 'info' : 'success'} sx={{ mt: 2 }} onClose={() => setFile(null)}>
          {fill(file.repeated ? t.repeated : t.uploaded, {
            name: file.fileName,
            time: formatInstant(file.uploadedAt),
          })}
        </Alert>
      ) : null}
    </Card>
  );
};
