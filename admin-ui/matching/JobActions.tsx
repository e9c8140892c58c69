import { Button, Stack } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MatchingJob } from '#contract/metering/matching/http';
import { ActDialog } from '../common/ActDialog.tsx';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

type Act = 'pause' | 'resume' | 'cancel';

/** What may be done to a job now; cancelling asks first, since what was matched until then is paid. */
export const JobActions = ({ job }: { job: MatchingJob }) => {
  const t = useT().deliveryPages.matching;
  const mayUse = useMay('matching.use');
  const client = useQueryClient();
  const { run, pending } = useDo();
  const [asking, setAsking] = useState(false);
  if (!mayUse) return null;
  const act = async (action: Act) => {
    await call('matching.act', { params: { id: job.id, action }, body: {} });
    await client.invalidateQueries({ queryKey: ['matching-jobs'] });
  };
  const quick = (['pause', 'resume'] as const).filter((action) => job.actions.includes(action));
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
      {quick.map((action) => (
        <Button
          key={action}
          size="small"
          variant="outlined"
          disabled={pending}
          onClick={() => void run(() => act(action))}
        >
          {t.acts[action]}
        </Button>
      ))}
      {job.actions.includes('cancel') ? (
        <Button size="small" color="error" onClick={() => setAsking(true)}>
          {t.acts.cancel}
        </Button>
      ) : null}
      {job.hasResult ? (
        <DownloadButton
          url={`/api/v1/matching-jobs/${job.id}/result`}
          name="pemadanan.csv"
          label={t.download}
        />
      ) : null}
      {asking ? (
        <ActDialog
          title={t.cancelTitle}
          text={t.cancelText}
          yes={t.acts.cancel}
          danger
          onYes={() => act('cancel')}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Stack>
  );
};
