import { Alert, Box, Card, Link as MuiLink, Stack, Typography } from '@mui/material';
import { pagePaths } from '#contract/shared/pages';
import { sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { LanguageButton } from '../shell/TopBar.tsx';
import { useAppInfo } from './app-info.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { LoginForm } from './LoginForm.tsx';
import { SetupForm } from './SetupForm.tsx';
import { useSignIn } from './useSignIn.ts';

const Brand = () => {
  const t = useT();
  return (
    <Box sx={{ mb: 2.5, textAlign: 'center' }}>
      <Box component="img" src="/favicon.svg" alt="" sx={{ width: 52, height: 52, mb: 1 }} />
      <Typography variant="h1">{t.console.app.name}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{t.console.app.tagline}</Typography>
    </Box>
  );
};

const Foot = () => {
  const t = useT();
  return (
    <Stack spacing={0.5} sx={{ mt: 3, alignItems: 'center', textAlign: 'center' }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.console.app.directorate} · {t.console.app.ministry}
      </Typography>
      <Stack
        direction="row"
        spacing={2}
        useFlexGap
        sx={{ alignItems: 'center', flexWrap: 'wrap', justifyContent: 'center' }}
      >
        <MuiLink href={pagePaths.requestGuide()} variant="body2">
          {t.console.login.citizen}
        </MuiLink>
        <MuiLink href={pagePaths.whoChecked()} variant="body2">
          {t.console.login.whoChecked}
        </MuiLink>
        <MuiLink href={pagePaths.verificationPage()} variant="body2">
          {t.console.login.verify}
        </MuiLink>
        <MuiLink href="/api/docs" variant="body2">
          {t.console.login.apiDocs}
        </MuiLink>
        <LanguageButton color="primary" />
      </Stack>
    </Stack>
  );
};

/** Signing in; before the first administrator exists, making him. The demo's accounts only where the server says demo. */
export const LoginPage = () => {
  const t = useT();
  const info = useAppInfo();
  const steps = useSignIn();
  const demo = info.data?.mode === 'demo' ? info.data.demo : null;
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2, py: 4 }}>
      <Box sx={{ width: '100%', maxWidth: demo ? 900 : 440 }}>
        <Brand />
        {info.error && !info.data ? (
          <Alert severity="warning" sx={{ mb: 2 }}>
            {t.console.login.unavailable} {sentenceOf(info.error)}
          </Alert>
        ) : null}
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: demo ? 'minmax(0, 5fr) minmax(0, 6fr)' : '1fr' },
            alignItems: 'start',
          }}
        >
          <Card sx={{ p: 3 }}>{info.data?.setupNeeded ? <SetupForm /> : <LoginForm steps={steps} />}</Card>
          {demo ? <DemoAccounts demo={demo} steps={steps} /> : null}
        </Box>
        <Foot />
      </Box>
    </Box>
  );
};
