import { Box, LinearProgress, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { MatchingJob } from '#contract/metering/matching/http';
import { FollowRows } from '../common/FollowRows.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { UploadButton } from '../common/UploadButton.tsx';
import { fieldSentence } from '../data/problems.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { Refused } from '../report-imports/Refused.tsx';
import { useMay } from '../session/me.ts';
import { JobActions } from './JobActions.tsx';

const tones = {
  DIPROSES: 'neutral',
  DIJEDA: 'waiting',
  SELESAI: 'good',
  DIBATALKAN: 'ended',
} as const satisfies Record<MatchingJob['status'], Tone>;

const Progress = ({ job }: { job: MatchingJob }) => {
  const t = useT().deliveryPages.matching;
  const percent = Math.floor((100 * job.doneRows) / job.totalRows);
  const label = fill(t.progress, { done: formatCount(job.doneRows), total: formatCount(job.totalRows) });
  return (
    <Box sx={{ minWidth: 160 }}>
      <LinearProgress
        variant="determinate"
        value={percent}
        aria-label={label}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography sx={{ fontSize: '0.78rem', color: 'text.secondary', mt: 0.25 }}>
        {label}
        {job.badRows > 0 ? `, ${fill(t.bad, { count: formatCount(job.badRows) })}` : ''}
      </Typography>
    </Box>
  );
};

function useColumns(): Column<MatchingJob>[] {
  const t = useT().deliveryPages.matching;
  const { columns } = t;
  return [
    { key: 'file', label: columns.file, card: 'title', render: (job) => job.fileName },
    { key: 'user', label: columns.user, card: 'subtitle', render: (job) => job.institutionName },
    {
      key: 'status',
      label: columns.status,
      render: (job) => (
        <Box>
          <ToneChip label={t.status[job.status]} tone={tones[job.status]} />
          {job.hold ? <Typography variant="body2">{t.hold[job.hold]}</Typography> : null}
        </Box>
      ),
    },
    { key: 'progress', label: columns.progress, render: (job) => <Progress job={job} /> },
    {
      key: 'sent',
      label: columns.sent,
      sort: 'createdAt',
      render: (job) => `${formatInstant(job.createdAt)}, ${job.createdByName}`,
    },
    {
      key: 'until',
      label: columns.until,
      render: (job) => (job.hasResult && job.expiresAt ? formatInstant(job.expiresAt) : ''),
    },
    { key: 'actions', label: columns.actions, card: 'bare', render: (job) => <JobActions job={job} /> },
  ];
}

const isUnderWay = ({ status }: MatchingJob): boolean => status === 'DIPROSES';

const Upload = ({ onRefused }: { onRefused: (error: unknown) => void }) => {
  const t = useT().deliveryPages.matching;
  const client = useQueryClient();
  return (
    <UploadButton<MatchingJob>
      url="/api/v1/matching-jobs"
      label={t.upload}
      accept=".csv,.txt,text/csv,text/plain"
      working={t.reading}
      variant="contained"
      done={t.accepted}
      onDone={() => {
        onRefused(null);
        void client.invalidateQueries({ queryKey: ['matching-jobs'] });
      }}
      onFailed={(error) => {
        onRefused(error);
        return true;
      }}
    />
  );
};

/** Why a file was not taken: the file as a whole, or its rows line by line. */
const FileRefused = ({ error, onClose }: { error: unknown; onClose: () => void }) => {
  const whole = fieldSentence(error, 'file');
  return (
    <Box sx={{ mb: 2 }}>
      <Refused error={error} onClose={onClose} />
      {whole ? <Typography sx={{ mt: 1 }}>{whole}</Typography> : null}
    </Box>
  );
};

/** Files of NIK that are matched, with their progress. */
const MatchingList = () => {
  const t = useT().deliveryPages.matching;
  const mayUse = useMay('matching.use');
  const [refusal, setRefusal] = useState<unknown>(null);
  return (
    <ListPage<MatchingJob>
      title={t.title}
      help={t.help}
      columns={useColumns()}
      sort={{ field: 'createdAt', order: 'DESC' }}
      actions={mayUse ? <Upload onRefused={setRefusal} /> : null}
      above={
        <>
          <FollowRows isUnderWay={isUnderWay} />
          {refusal ? <FileRefused error={refusal} onClose={() => setRefusal(null)} /> : null}
        </>
      }
      empty={t.empty}
    />
  );
};
export default MatchingList;
