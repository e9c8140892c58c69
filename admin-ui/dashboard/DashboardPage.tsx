import { Alert, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { fill } from '#contract/i18n/index';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { mayDo, useMe } from '../session/me.ts';
import { menuFor } from '../shell/menu-items.ts';
import { BalanceTable } from './BalanceTable.tsx';
import { Counters } from './Counters.tsx';
import { RequestOverview } from './RequestOverview.tsx';
import { Shortcuts } from './Shortcuts.tsx';

const Overview = ({ own }: { own: boolean }) => {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['dashboard'],
    queryFn: ({ signal }) => call('dashboard.read', { signal }),
  });
  if (error && !data) {
    return (
      <Card>
        <LoadError error={error} onRetry={() => void refetch()} />
      </Card>
    );
  }
  if (isPending) {
    return (
      <Card>
        <LoadingLines lines={7} />
      </Card>
    );
  }
  return (
    <>
      <Counters counters={data.counters} />
      {own || data.balances.length > 0 ? <BalanceTable balances={data.balances} /> : null}
    </>
  );
};

/** What a person sees first: what waits, and the balances. Roles without orders get the pages that are theirs. */
const DashboardPage = () => {
  const t = useT();
  const me = useMe();
  if (!me) return <LoadingLines />;
  const both = mayDo(me, 'requests.read') && mayDo(me, 'dashboard.read');
  return (
    <>
      <PageHead
        title={t.console.dashboard.title}
        help={fill(t.console.dashboard.greeting, { name: me.name })}
      />
      {mayDo(me, 'requests.read') ? <RequestOverview /> : null}
      {both ? (
        <Typography variant="h2" sx={{ mb: 1.25 }}>
          {t.console.menu.pnbp}
        </Typography>
      ) : null}
      {mayDo(me, 'dashboard.read') ? <Overview own={me.institution !== null} /> : null}
      {mayDo(me, 'requests.read') || mayDo(me, 'dashboard.read') ? null : <Shortcuts groups={menuFor(me)} />}
      {menuFor(me).length === 0 ? <Alert severity="info">{t.console.dashboard.nothingYet}</Alert> : null}
    </>
  );
};
export default DashboardPage;
