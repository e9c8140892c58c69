import { Box } from '@mui/material';
import { type ReactNode, Suspense } from 'react';
import { Layout, Loading } from 'react-admin';
import { SetUpFirst } from '../account/index.ts';
import { useLive } from '../live/useLive.ts';
import { IdleWarning } from '../session/IdleWarning.tsx';
import { useMe } from '../session/me.ts';
import { SessionEndedDialog } from '../session/SessionEndedDialog.tsx';
import { ErrorPage } from './ErrorPage.tsx';
import { MainMenu } from './MainMenu.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { TopBar } from './TopBar.tsx';

/** Frame of every page behind the login: bar, menu, the live stream, what to say when the network is gone, and the way back in. */
const Console = ({ children }: { children: ReactNode }) => {
  useLive();
  return (
    <Layout appBar={TopBar} appBarAlwaysOn menu={MainMenu} error={ErrorPage}>
      <OfflineBanner />
      <IdleWarning />
      <SessionEndedDialog />
      <Suspense fallback={<Loading />}>
        <Box sx={{ maxWidth: 1320, width: '100%', mx: 'auto' }}>{children}</Box>
      </Suspense>
    </Layout>
  );
};

/** The console, or what has to be done before it opens. */
export const Shell = ({ children }: { children: ReactNode }) => {
  const me = useMe();
  if (!me?.twoFactor.required || me.twoFactor.enabled) return <Console>{children}</Console>;
  return (
    <Suspense fallback={<Loading />}>
      <SetUpFirst />
    </Suspense>
  );
};
