import { Alert, Box, Button, LinearProgress } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { fill } from '#contract/i18n/index';
import type { Office } from '#contract/offices/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { FiledCard } from './FiledCard.tsx';
import { Consent, PersonFields, PhotoFields, ProblemFields } from './IntakeFields.tsx';
import { useIntake } from './useIntake.ts';

/** An office with one region fills it in; one with several puts its own first. */
const IntakeForm = ({ office }: { office: Office | undefined }) => {
  const { intake: words } = useT().requestPages;
  const codes = office?.regions.map(({ code }) => code) ?? [];
  const intake = useIntake(codes.length === 1 ? (codes[0] ?? '') : '');
  if (intake.filed) return <FiledCard filed={intake.filed} onAnother={intake.startOver} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void intake.send();
  };
  const sending = intake.percent !== null;
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ maxWidth: 980 }}>
      {intake.sentence ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          {intake.sentence}
        </Alert>
      ) : null}
      <PersonFields intake={intake} />
      <ProblemFields intake={intake} ownRegions={office ? { name: office.name, codes } : undefined} />
      <PhotoFields intake={intake} />
      <Consent intake={intake} />
      {sending ? (
        <LinearProgress
          variant="determinate"
          value={intake.percent ?? 0}
          sx={{ mb: 1 }}
          aria-label={fill(words.sending, { percent: intake.percent ?? 0 })}
        />
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button type="submit" variant="contained" size="large" disabled={sending}>
          {sending ? fill(words.sending, { percent: intake.percent ?? 0 }) : words.submit}
        </Button>
        <Button disabled={sending} onClick={intake.startOver}>
          {words.startOver}
        </Button>
      </Box>
    </Box>
  );
};

const Content = () => {
  const me = useMe();
  const id = me?.office?.id;
  const office = useQuery({
    queryKey: ['offices', 'own', id],
    queryFn: ({ signal }) => call('offices.read', { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  });
  // Without the office's regions the form works all the same: the operator picks the region himself.
  if (id !== undefined && office.isPending) return <LoadingLines lines={8} />;
  return <IntakeForm office={office.data} />;
};

/** "Input Loket": an operator files a request for somebody who came, phoned or wrote. */
const IntakePage = () => {
  const { intake } = useT().requestPages;
  return (
    <Guarded permission="requests.intake">
      <PageHead title={intake.title} help={intake.help} />
      <Content />
    </Guarded>
  );
};
export default IntakePage;
