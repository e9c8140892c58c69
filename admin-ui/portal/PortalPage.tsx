import { Alert, Box, Button, Link, Stack, Typography } from '@mui/material';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { PortalState } from '#contract/metering/portal-schemas';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { install, installState, watchInstallState } from '../shell/app.ts';
import { DisclaimerSection, PrintDisclaimer } from './DisclaimerSection.tsx';
import { Barred, UnitsLeft } from './PortalGate.tsx';
import { usePortal } from './usePortal.ts';

const Way = (props: { title: string; text: string; children: ReactNode }) => (
  <Box sx={{ flex: 1, minWidth: 0 }}>
    <Typography variant="h3" sx={{ fontSize: '1rem', fontWeight: 600, mb: 0.5 }}>
      {props.title}
    </Typography>
    <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
      {props.text}
    </Typography>
    {props.children}
  </Box>
);

/** "Melalui Aplikasi": the console as an app of the device, where the browser can. */
const ByApp = () => {
  const t = useT().portal.page;
  const state = useSyncExternalStore(watchInstallState, installState);
  if (state === 'offered') {
    return (
      <Button variant="contained" onClick={() => void install()}>
        {t.byApp}: {t.install}
      </Button>
    );
  }
  const words = { running: t.installed, accepted: t.installAccepted, none: t.noInstall };
  return (
    <Alert severity={state === 'none' ? 'info' : 'success'}>
      <strong>{t.byApp}.</strong> {words[state]}
    </Alert>
  );
};

const Ways = () => {
  const t = useT().portal.page;
  return (
    <Section title={t.ways}>
      <Stack direction={{ xs: 'column', md: 'row' }} spacing={3}>
        <Way title={t.browser} text={t.browserText}>
          <Button component={RouterLink} to="/portal/search" variant="contained">
            {t.byBrowser}
          </Button>
        </Way>
        <Way title={t.app} text={t.appText}>
          <ByApp />
        </Way>
      </Stack>
    </Section>
  );
};

/** The form disclaimer: to be signed, or since when it is. */
const Signature = ({ disclaimer, bar }: PortalState) => {
  const t = useT().portal.disclaimer;
  if (disclaimer.due && !bar) return <DisclaimerSection disclaimer={disclaimer} />;
  const { signedAt, endsAt } = disclaimer;
  return (
    <Section title={t.title} action={<PrintDisclaimer />}>
      <Typography>
        {disclaimer.due || !signedAt || !endsAt
          ? `${t.due} ${t.later}`
          : fill(t.signedUntil, { at: formatInstant(signedAt), until: formatInstant(endsAt) })}
      </Typography>
    </Section>
  );
};

const Content = () => {
  const t = useT().portal.page;
  const { data, error, isPending, refetch } = usePortal();
  return (
    <>
      <Section title={t.what}>
        {t.about.map((sentence) => (
          <Typography key={sentence} sx={{ mb: 1 }}>
            {sentence}
          </Typography>
        ))}
        <Typography sx={{ fontWeight: 600, mb: 1 }}>{t.responsibility}</Typography>
        <Typography>
          {t.record}{' '}
          <Link component={RouterLink} to="/accesses">
            {t.accesses}
          </Link>
        </Typography>
      </Section>
      <Ways />
      {error && !data ? <LoadError error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <LoadingLines lines={4} /> : null}
      {data ? (
        <>
          {data.bar ? <Barred bar={data.bar} /> : <UnitsLeft left={data.left} />}
          <Signature {...data} />
        </>
      ) : null}
    </>
  );
};

/** The page "Web Portal Dukcapil" of the seed: what it is, the two ways in, who answers for what, the form disclaimer. */
const PortalPage = () => {
  const t = useT();
  return (
    <Guarded permission="portal.use">
      <PageHead title={t.portal.page.dukcapil} />
      <Content />
    </Guarded>
  );
};
export default PortalPage;
