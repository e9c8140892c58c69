import { Alert, Button } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import type { Person } from '#contract/accounts/schemas';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { useDetail } from '../data/useDetail.ts';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { DailyLimit } from './DailyLimit.tsx';
import { PersonActions } from './PersonActions.tsx';
import { PersonStatusChip } from './PersonStatusChip.tsx';

const Content = ({ id }: { id: string }) => {
  const t = useT();
  const me = useMe();
  const mayManage = useMay('people.manage');
  const mayInvite = useMay('people.invite');
  const { data, error, isPending, refetch } = useDetail<Person>('people', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines />;
  const self = data.id === me?.id;
  const { people, common } = t.console;
  const account = t.accountPages;
  return (
    <>
      <PageHead title={data.name} help={data.email}>
        <PersonStatusChip status={data.status} />
        <Button component={Link} to="/people">
          {people.title}
        </Button>
      </PageHead>
      <Section title={people.roles}>
        <Facts
          facts={[
            [people.roles, data.roles.map((role) => t.actors[role]).join(', ') || common.none],
            [people.institution, data.institutionName ?? common.none],
            ...(data.officeName ? [[people.office, data.officeName] as const] : []),
            [people.unit, data.unit ?? common.none],
            ...(data.status === 'DIUNDANG'
              ? []
              : [[account.twoFactor, data.twoFactor ? account.on : account.off] as const]),
            [people.joined, formatInstant(data.createdAt)],
          ]}
        />
        {self ? (
          <Alert severity="info" sx={{ mt: 2 }}>
            {people.self}
          </Alert>
        ) : (
          <PersonActions person={data} mayManage={mayManage} mayInvite={mayInvite} />
        )}
      </Section>
      <DailyLimit person={data} />
    </>
  );
};

/** One person: roles, and what may be done with the account. */
const PersonPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="people.read">
      <Content id={id} />
    </Guarded>
  );
};
export default PersonPage;
