import { Alert, AlertTitle, Box, Button } from '@mui/material';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { RequestDetail } from '#contract/requests/schemas';
import { useT } from '../../i18n/texts.ts';
import { StepActDialog } from '../acts/StepActDialog.tsx';
import { HoldNotice } from './Hold.tsx';

/** The centre's open question, with the way to answer it for whoever may. */
const Questions = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const [answering, setAnswering] = useState<RequestDetail['steps'][number] | null>(null);
  const offer = answering?.allowed.find(({ action }) => action === 'answer');
  return (
    <>
      {request.steps
        .filter((step) => step.status === 'KLARIFIKASI')
        .map((step) => {
          const asked = [...request.stepHistory]
            .sort((a, b) => b.version - a.version)
            .find((row) => row.step === step.name && row.action === 'ask');
          const mayAnswer = step.allowed.some(({ action }) => action === 'answer');
          return (
            <Alert
              key={step.name}
              severity="warning"
              sx={{ mb: 2 }}
              action={
                mayAnswer ? (
                  <Button color="inherit" onClick={() => setAnswering(step)}>
                    {t.requests.stepAction.answer}
                  </Button>
                ) : null
              }
            >
              <AlertTitle>
                {t.requestPages.detail.question}
                {asked ? ` (${asked.actorName})` : ''}
              </AlertTitle>
              <Box sx={{ whiteSpace: 'pre-wrap' }}>
                {asked?.note ?? fill(t.requestPages.detail.questionFor, { step: t.requests.step[step.name] })}
              </Box>
            </Alert>
          );
        })}
      {answering && offer ? (
        <StepActDialog
          requestId={request.id}
          step={answering.name}
          offer={offer}
          onClose={() => setAnswering(null)}
        />
      ) : null}
    </>
  );
};

/** What matters about this request right now. */
export const Situation = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  return (
    <>
      <Questions request={request} />
      {request.clockStopped === 'GANGGUAN_DWH' ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t.requests.clockStop.GANGGUAN_DWH}
        </Alert>
      ) : null}
      {request.warnings.length > 0 ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          <AlertTitle>{t.requestPages.detail.warnings}</AlertTitle>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {request.warnings.map((warning) => (
              <li key={warning}>{t.requests.warning[warning]}</li>
            ))}
          </Box>
        </Alert>
      ) : null}
      <HoldNotice request={request} />
    </>
  );
};
