import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { RequestStatus } from '#contract/requests/lifecycle';
import type { RequestSummary } from '#contract/requests/schemas';
import type { StepStatus } from '#contract/requests/steps';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import { formatInstantIn } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const requestTones = {
  BARU: 'waiting',
  DISETUJUI: 'neutral',
  DIBATALKAN: 'ended',
  DIPROSES: 'neutral',
  SELESAI: 'good',
} as const satisfies Record<RequestStatus, Tone>;

const stepTones = {
  MENUNGGU: 'ended',
  DIKERJAKAN: 'neutral',
  KLARIFIKASI: 'waiting',
  SELESAI: 'good',
  GAGAL: 'bad',
} as const satisfies Record<StepStatus, Tone>;

/** Status Pengajuan. */
export const RequestStatusChip = ({ status }: { status: RequestStatus }) => {
  const { requests } = useT();
  return (
    <ToneChip
      label={requests.status[status]}
      tone={requestTones[status]}
      title={requests.statusHelp[status]}
    />
  );
};

/** Status of one step of Proses Pengerjaan. */
export const StepStatusChip = ({ status }: { status: StepStatus }) => (
  <ToneChip label={useT().requests.stepStatus[status]} tone={stepTones[status]} />
);

type Due = Pick<RequestSummary, 'dueAt' | 'overdue' | 'clockStopped' | 'zone'>;

/** The end of the promise by the office's clock; a word beside it when it is over, or when the clock stands still. */
export const DueTime = ({ request }: { request: Due }) => {
  const t = useT();
  if (request.clockStopped) {
    return (
      <ToneChip
        label={t.requestPages.queue.stopped}
        tone="waiting"
        title={t.requests.clockStop[request.clockStopped]}
      />
    );
  }
  if (!request.dueAt) return t.console.common.none;
  const time = formatInstantIn(request.dueAt, request.zone);
  if (!request.overdue) return <Box sx={{ minWidth: 120 }}>{time}</Box>;
  return (
    <Box sx={{ minWidth: 120 }}>
      <Box component="span" sx={{ color: 'error.main', fontWeight: 650 }}>
        {time}
      </Box>
      <Box>
        <ToneChip label={t.requestPages.queue.overdue} tone="bad" />
      </Box>
    </Box>
  );
};

/** Where the request stands: its status, and the step that the work is at with what holds it up. */
export const WhereItStands = ({ request }: { request: RequestSummary }) => {
  const t = useT();
  const { step, stepStatus } = request;
  return (
    <Box>
      <RequestStatusChip status={request.status} />
      {step && stepStatus && request.status === 'DIPROSES' ? (
        <Typography sx={{ fontSize: '0.78rem', color: 'text.secondary', mt: 0.4 }}>
          {t.requests.step[step]}: {t.requests.stepStatus[stepStatus]}
          {request.dwhProgress === null ? '' : ` (${request.dwhProgress}%)`}
        </Typography>
      ) : null}
      {request.priority ? (
        <Typography sx={{ fontSize: '0.78rem', color: 'warning.main', mt: 0.4 }}>
          {t.requestPages.queue.priority}
        </Typography>
      ) : null}
    </Box>
  );
};

/** For whom it is, masked, and where it was not read. */
export const Applicant = ({ request }: { request: RequestSummary }) => {
  const t = useT();
  return (
    <Box>
      {request.nameMasked}
      <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
        {request.nikMasked}
      </Typography>
      <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
        {fill(t.requestPages.queue.unreadAt, { reader: t.requests.reader[request.belumTerbacaDi] })}
      </Typography>
    </Box>
  );
};
