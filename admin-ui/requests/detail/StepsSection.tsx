import { Box, Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetMany } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { RequestDetail, RequestSummary } from '#contract/requests/schemas';
import type { RequestStep, StepAction } from '#contract/requests/steps';
import { Section } from '../../common/Facts.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';
import type { Offer } from '../acts/RequestActDialog.tsx';
import { StepActDialog } from '../acts/StepActDialog.tsx';
import { DwhProgress } from '../DwhProgress.tsx';
import { StepStatusChip } from '../Status.tsx';

type Step = RequestDetail['steps'][number];

const askProgressMs = 10_000;

/** The DWH's reason as staff read it; a code without a sentence stands as it is. */
const reasonOf = (t: Bundle, code: string): string =>
  (t.dwh.reasons as Readonly<Record<string, string>>)[code] ?? code;

/** How far the job at the DWH has come: asked from the masked list, since each reading of the detail is written down. */
const Job = ({ request, step }: { request: RequestDetail; step: Step }) => {
  const t = useT();
  const { step: words } = t.requestPages;
  const moving = step.status === 'DIKERJAKAN';
  const { data } = useGetMany<RequestSummary>(
    'requests',
    { ids: [request.id] },
    { enabled: moving, refetchInterval: askProgressMs },
  );
  if (!step.dwh) return null;
  const progress = (moving ? data?.[0]?.dwhProgress : undefined) ?? step.dwh.progress;
  return (
    <Box sx={{ mt: 0.75 }}>
      {step.dwh.jobId ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {fill(words.job, { job: step.dwh.jobId, attempt: step.dwh.attempt })}
          {step.dwh.asOf
            ? `, ${fill(words.asOf, { time: formatInstantIn(step.dwh.asOf, request.zone) })}`
            : ''}
        </Typography>
      ) : null}
      {moving ? <DwhProgress percent={progress} /> : null}
      {step.dwh.reason ? (
        <Typography variant="body2">
          {fill(words.reason, { reason: reasonOf(t, step.dwh.reason) })}
        </Typography>
      ) : null}
    </Box>
  );
};

const Result = ({ step }: { step: Step }) => {
  const t = useT();
  const { step: words } = t.requestPages;
  if (!step.result) return null;
  return (
    <Box sx={{ mt: 0.75 }}>
      <Typography variant="body2">
        {words.result}: <strong>{t.requests.result[step.result]}</strong>
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {words.citizenReads} {t.requests.resultForCitizen[step.result]}
      </Typography>
    </Box>
  );
};

interface StepPartProps {
  readonly request: RequestDetail;
  readonly step: Step;
  readonly onAsk: (step: RequestStep, offer: Offer) => void;
}

const StepPart = ({ request, step, onAsk }: StepPartProps) => {
  const t = useT();
  const { step: words } = t.requestPages;
  return (
    <Box
      component="section"
      aria-label={t.requests.step[step.name]}
      sx={{
        borderTop: '1px solid',
        borderColor: 'divider',
        py: 1.5,
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h3">{t.requests.step[step.name]}</Typography>
        <StepStatusChip status={step.status} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {step.assignee ? `${fill(words.assignee, { name: step.assignee.name })}, ` : ''}
        {fill(words.since, { time: formatInstantIn(step.since, request.zone) })}
      </Typography>
      <Result step={step} />
      <Job request={request} step={step} />
      {step.allowed.length > 0 ? (
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, mt: 1.25 }}>
          {step.allowed.map((offer, index) => (
            <Button
              key={offer.action}
              size="small"
              variant={index === 0 && offer.action !== 'fail' ? 'contained' : 'outlined'}
              color={offer.action === 'fail' ? 'error' : 'primary'}
              onClick={() => onAsk(step.name, offer)}
            >
              {t.requests.stepAction[offer.action as StepAction]}
            </Button>
          ))}
        </Stack>
      ) : null}
    </Box>
  );
};

/** Proses Pengerjaan: each step with its state, and exactly the acts that the table allows this person on it now. */
export const StepsSection = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const [asking, setAsking] = useState<{ step: RequestStep; offer: Offer } | null>(null);
  if (request.steps.length === 0) return null;
  return (
    <Section title={t.requestPages.step.title}>
      {request.steps.map((step) => (
        <StepPart
          key={step.name}
          request={request}
          step={step}
          onAsk={(name, offer) => setAsking({ step: name, offer })}
        />
      ))}
      {asking ? <StepActDialog requestId={request.id} {...asking} onClose={() => setAsking(null)} /> : null}
    </Section>
  );
};
