import { Alert, AlertTitle, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { PortalBar, PortalState } from '#contract/metering/portal-schemas';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { DisclaimerSection } from './DisclaimerSection.tsx';
import { usePortal } from './usePortal.ts';

/** What the page Perangkat shows more of: this device, and the address that it comes from. */
const aboutThisDevice: readonly PortalBar['code'][] = ['TERMINAL_NOT_ALLOWED', 'ADDRESS_NOT_ALLOWED'];

/** What stands against every lookup, in the error's own sentence: what happened, what to do, and the way there. */
export const Barred = ({ bar }: { bar: PortalBar }) => {
  const t = useT().portal.page;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <AlertTitle>{t.barred}</AlertTitle>
      {bar.sentence}
      {aboutThisDevice.includes(bar.code) ? (
        <Box sx={{ mt: 1 }}>
          <Button component={Link} to="/terminals" size="small" variant="outlined">
            {t.openTerminals}
          </Button>
        </Box>
      ) : null}
    </Alert>
  );
};

export const UnitsLeft = ({ left }: { left: number }) => {
  const t = useT().portal.page;
  return (
    <Alert severity={left === 0 ? 'warning' : 'info'} icon={false} role="status" sx={{ mb: 2, py: 0.25 }}>
      {left === 0 ? t.leftNone : fill(t.left, { left: formatCount(left) })}
    </Alert>
  );
};

/** Draws a page of questions only for who may ask from here and has signed; else what to do first. */
export const PortalGate = ({ children }: { children: (state: PortalState) => ReactNode }) => {
  const { data, error, isPending, refetch } = usePortal();
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={6} />;
  if (data.bar) return <Barred bar={data.bar} />;
  if (data.disclaimer.due) return <DisclaimerSection disclaimer={data.disclaimer} />;
  return (
    <>
      <UnitsLeft left={data.left} />
      {children(data)}
    </>
  );
};
