import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import type { Holiday } from '#contract/calendar/schemas';
import { fill } from '#contract/i18n/index';
import { centreOfficeCode } from '#contract/offices/codes';
import type { Office } from '#contract/offices/schemas';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import { useDetail } from '../data/useDetail.ts';
import { formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { InviteDialog } from '../people/InviteDialog.tsx';
import { useMay } from '../session/me.ts';
import { RegionsDialog } from './RegionsDialog.tsx';

const Data = ({ office }: { office: Office }) => {
  const { offices: texts, common } = useT().console;
  return (
    <Section title={texts.data}>
      <Facts
        facts={[
          [texts.name, office.name],
          [texts.code, office.code],
          [texts.address, office.address],
          [texts.phone, office.phone],
          [texts.zone, office.zone],
          [
            common.status,
            <ToneChip
              key="status"
              label={office.active ? texts.open : texts.closed}
              tone={office.active ? 'good' : 'ended'}
            />,
          ],
        ]}
      />
    </Section>
  );
};

const Regions = ({ office }: { office: Office }) => {
  const { offices: texts } = useT().console;
  const mayManage = useMay('offices.manage');
  const [choosing, setChoosing] = useState(false);
  const none = office.code === centreOfficeCode ? texts.regionsCentre : texts.regionsNone;
  return (
    <Section
      title={texts.regions}
      action={
        mayManage ? (
          <Button size="small" variant="outlined" onClick={() => setChoosing(true)}>
            {texts.regionsEdit}
          </Button>
        ) : null
      }
    >
      {office.regions.map(({ code, name }) => (
        <Typography key={code}>
          {code} · {name}
        </Typography>
      ))}
      {office.regions.length === 0 ? <Typography variant="body2">{none}</Typography> : null}
      {choosing ? <RegionsDialog office={office} onClose={() => setChoosing(false)} /> : null}
    </Section>
  );
};

const People = ({ office }: { office: Office }) => {
  const { offices: texts } = useT().console;
  const mayInvite = useMay('offices.manage');
  const [inviting, setInviting] = useState(false);
  const warning = office.code === centreOfficeCode ? texts.centreNoOperator : texts.noOperator;
  return (
    <Section
      title={texts.people}
      action={
        mayInvite && office.active ? (
          <Button size="small" variant="outlined" onClick={() => setInviting(true)}>
            {texts.invite}
          </Button>
        ) : null
      }
    >
      {office.operators > 0 ? (
        <Typography>{fill(texts.operators, { count: office.operators })}</Typography>
      ) : (
        <Alert severity="warning">{warning}</Alert>
      )}
      {inviting ? <InviteDialog office={office} onClose={() => setInviting(false)} /> : null}
    </Section>
  );
};

/** The free days that only this office has. */
const OwnHolidays = ({ office }: { office: Office }) => {
  const { offices: texts, calendar } = useT().console;
  const { data = [] } = useGetList<Holiday>('holidays', {
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'day', order: 'DESC' },
    filter: { officeId: office.id },
  });
  return (
    <Section
      title={texts.holidays}
      action={
        <Button size="small" component={Link} to="/holidays">
          {calendar.title}
        </Button>
      }
    >
      {data.map(({ id, day, name }) => (
        <Typography key={id}>
          {formatDay(day)} · {name}
        </Typography>
      ))}
      {data.length === 0 ? <Typography variant="body2">{texts.holidaysNone}</Typography> : null}
    </Section>
  );
};

const Content = ({ id }: { id: string }) => {
  const { offices: texts } = useT().console;
  const mayManage = useMay('offices.manage');
  const { data, error, isPending, refetch } = useDetail<Office>('offices', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={8} />;
  return (
    <>
      <PageHead title={data.name} help={`${data.code} · ${data.zone}`}>
        {mayManage ? (
          <Button component={Link} to={`/offices/${data.id}`} variant="contained">
            {texts.edit}
          </Button>
        ) : null}
        <Button component={Link} to="/offices">
          {texts.title}
        </Button>
      </PageHead>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Data office={data} />
          <People office={data} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Regions office={data} />
          <OwnHolidays office={data} />
        </Box>
      </Box>
    </>
  );
};

/** One office: its data, its regions, its people, its own free days. */
const OfficePage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="offices.read">
      <Content id={id} />
    </Guarded>
  );
};
export default OfficePage;
