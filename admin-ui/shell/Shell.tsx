import { Box } from '@mui/material';
import { type ReactNode, Suspense } from 'react';
import { Layout, Loading } from 'react-admin';
import { useLive } from '../live/useLive.ts';
import { SessionEndedDialog } from '../session/SessionEndedDialog.tsx';
import { ErrorPage } from './ErrorPage.tsx';
import { MainMenu } from './MainMenu.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { TopBar } from './TopBar.tsx';

/** Frame of every page behind the login: bar, menu, the live stream, what to say when the network is gone, and the way back in. */
export const Shell = ({ children }: { children: ReactNode }) => {
  useLive();
  return (
    <Layout appBar={TopBar} appBarAlwaysOn menu={MainMenu} error={ErrorPage}>
      <OfflineBanner />
      <SessionEndedDialog />
      <Suspense fallback={<Loading />}>
        <Box sx={{ maxWidth: 1320, width: '100%', mx: 'auto' }}>{children}</Box>
      </Suspense>
    </Layout>
  );
};
