import { Alert, Box, LinearProgress, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { Trial } from '#contract/metering/trial-http';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { InstitutionPicker } from '../common/RecordPicker.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { Checklist } from './Checklist.tsx';
import { Production } from './Production.tsx';

/** Ticks come from calls of a program elsewhere, so the open page asks again. */
const refreshMs = 5_000;

const Progress = ({ trial }: { trial: Trial }) => {
  const t = useT().trial;
  const needed = trial.exercises.filter((each) => each.needed);
  const done = needed.filter(({ firstAt }) => firstAt !== null).length;
  const words = fill(t.progress, { done, total: needed.length });
  return (
    <Box sx={{ mb: 2 }}>
      <Typography variant="body2" sx={{ mb: 0.5 }}>
        {words}
      </Typography>
      <LinearProgress variant="determinate" value={(done / needed.length) * 100} aria-label={words} />
      {trial.complete ? (
        <Alert severity="success" sx={{ mt: 1.5 }}>
          {t.complete}
        </Alert>
      ) : null}
    </Box>
  );
};

const Content = ({ id }: { id: string }) => {
  const t = useT().trial;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['trial', id],
    queryFn: ({ signal }) => call('trial.read', { params: { id }, signal }),
    refetchInterval: refreshMs,
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={8} />;
  const report = data.complete ? (
    <DownloadButton
      url={`/api/v1/institutions/${id}/trial/report`}
      name={`berita-acara-poc-${data.institution.code}.pdf`}
      label={t.print}
    />
  ) : null;
  return (
    <>
      <Section title={t.checklist} action={report}>
        <Progress trial={data} />
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t.checklistHelp}
        </Typography>
        <Checklist trial={data} />
      </Section>
      <Production trial={data} />
      <Section title={t.example}>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t.exampleHelp}
        </Typography>
        {data.examples.map((example) => (
          <Box
            component="pre"
            key={example}
            tabIndex={0}
            sx={{
              ...{ p: 1.5, borderRadius: 1, bgcolor: 'action.hover', fontSize: '0.82rem' },
              ...{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
            }}
          >
            {example}
          </Box>
        ))}
      </Section>
    </>
  );
};

const OfInstitution = () => {
  const t = useT().trial;
  const me = useMe();
  const [picked, setPicked] = useState<string | null>(null);
  if (!me) return <LoadingLines />;
  const id = me.institution?.id ?? picked;
  return (
    <>
      <PageHead title={t.title} help={me.institution ? t.help : t.helpStaff} />
      {me.institution ? null : (
        <Section title={t.institution}>
          <InstitutionPicker label={t.institution} value={picked} onChange={setPicked} />
          {picked ? null : (
            <Typography variant="body2" sx={{ mt: 1 }}>
              {t.pickInstitution}
            </Typography>
          )}
        </Section>
      )}
      {id ? <Content id={id} /> : null}
    </>
  );
};

/** Mode Uji: what the institution's programs have tried, and whether true data are open to it. */
const TrialPage = () => (
  <Guarded permission="trial.read">
    <OfInstitution />
  </Guarded>
);
export default TrialPage;
