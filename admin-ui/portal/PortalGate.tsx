import { Alert, AlertTitle } from '@mui/material';
import type { ReactNode } from 'react';
import { fill } from '#contract/i18n/index';
import type { PortalBar, PortalState } from '#contract/metering/portal-schemas';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { DisclaimerSection } from './DisclaimerSection.tsx';
import { usePortal } from './usePortal.ts';

/** What stands against every lookup, in the error's own sentence: what happened, what to do. */
export const Barred = ({ bar }: { bar: PortalBar }) => (
  <Alert severity="warning" sx={{ mb: 2 }}>
    <AlertTitle>{useT().portal.page.barred}</AlertTitle>
    {bar.sentence}
  </Alert>
);

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
