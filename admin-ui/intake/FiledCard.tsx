import { Box, Button, Card, Stack, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import { CopyText } from '../common/CopyText.tsx';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { formatInstantIn } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import type { Filed } from './useIntake.ts';

/** What the person at the counter takes home: the code, the link, the paper. The secret is shown this once. */
export const FiledCard = ({ filed, onAnother }: { filed: Filed; onAnother: () => void }) => {
  const t = useT();
  const { intake } = t.requestPages;
  const another = useRef<HTMLButtonElement>(null);
  useEffect(() => another.current?.focus(), []);
  return (
    <Card sx={{ p: { xs: 2, md: 3 }, maxWidth: 720 }}>
      <Typography variant="h2" role="status">
        {intake.done}
      </Typography>
      <Typography sx={{ mt: 0.5, mb: 2 }}>
        {fill(intake.doneText, {
          office: filed.officeName,
          time: filed.expectedAt ? formatInstantIn(filed.expectedAt, filed.zone) : t.console.common.none,
        })}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {intake.code}
      </Typography>
      <Box sx={{ fontSize: '1.6rem', mb: 1.5 }}>
        <CopyText text={filed.code} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {intake.link}
      </Typography>
      <CopyText text={filed.trackingUrl} />
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5, mb: 2 }}>
        {intake.linkHelp}
      </Typography>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <DownloadButton
          // With the pass of this intake the paper bears the link too, for as long as the person stands here.
          url={`/api/v1/requests/${filed.id}/documents/tanda-terima?${new URLSearchParams({ receipt: filed.receipt })}`}
          name={`tanda-terima-${filed.code}.pdf`}
          label={intake.print}
        />
        <Button component={Link} to={`/requests/${filed.id}/show`}>
          {intake.openDetail}
        </Button>
        <Button ref={another} variant="contained" onClick={onAnother}>
          {intake.another}
        </Button>
      </Stack>
    </Card>
  );
};
