import { Box, Button } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import type { Institution } from '#contract/institutions/schemas';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { useDetail } from '../data/useDetail.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { Agreements } from './Agreements.tsx';
import { InstitutionFacts } from './InstitutionFacts.tsx';
import { ManagerSection } from './ManagerSection.tsx';
import { Suspension } from './Suspension.tsx';

const Detail = ({ institution }: { institution: Institution }) => {
  const t = useT();
  const mayInvite = useMay('people.invite');
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Section title={t.console.institutions.data}>
        <InstitutionFacts institution={institution} />
      </Section>
      <Box sx={{ minWidth: 0 }}>
        <Agreements institution={institution} />
        {mayInvite ? <ManagerSection institution={institution} /> : null}
      </Box>
    </Box>
  );
};

const Content = ({ id }: { id: string }) => {
  const t = useT();
  const mayWrite = useMay('institutions.write');
  const { data, error, isPending, refetch } = useDetail<Institution>('institutions', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={8} />;
  return (
    <>
      <PageHead title={data.name} help={`${data.code} · ${t.orders.category[data.category]}`}>
        {mayWrite ? (
          <>
            <Suspension institution={data} />
            <Button component={Link} to={`/institutions/${data.id}`} variant="contained">
              {t.console.institutions.edit}
            </Button>
          </>
        ) : null}
        <Button component={Link} to="/institutions">
          {t.console.institutions.title}
        </Button>
      </PageHead>
      <Detail institution={data} />
    </>
  );
};

/** One institution: its data, its PKS, its access, and its first manager. */
const InstitutionPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="institutions.read">
      <Content id={id} />
    </Guarded>
  );
};
export default InstitutionPage;
