import { Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import type { Handover } from '#contract/metering/handover-http';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { UploadButton } from '../common/UploadButton.tsx';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

export const letterTypes = 'application/pdf,image/jpeg,image/png';
export const letterUrl = (id: string): string => `/api/v1/handovers/${encodeURIComponent(id)}/letter`;

/** The number of a handover's letter, the signed letter itself, and for whoever records handovers its upload. */
export const Letter = ({ handover }: { handover: Handover }) => {
  const t = useT();
  const client = useQueryClient();
  const mayUpload = useMay('handovers.record');
  const words = t.deliveryPages.handovers;
  const url = letterUrl(handover.id);
  const { letter } = handover;
  return (
    <Stack sx={{ gap: 0.5, alignItems: 'flex-start' }}>
      <Typography sx={{ fontSize: 'inherit', overflowWrap: 'anywhere' }}>{handover.letterNumber}</Typography>
      {letter ? <DownloadButton url={url} name={letter.fileName} label={words.openLetter} /> : null}
      {mayUpload ? (
        <UploadButton
          url={url}
          label={letter ? words.replaceLetter : words.uploadLetter}
          accept={letterTypes}
          variant="text"
          done={t.console.common.uploaded}
          onDone={() => client.invalidateQueries({ queryKey: ['handovers'] })}
        />
      ) : null}
      {letter || mayUpload ? null : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.noLetter}
        </Typography>
      )}
    </Stack>
  );
};
