import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { Institution } from '#contract/institutions/schemas';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { Agreements } from '../institutions/Agreements.tsx';
import { InstitutionFacts } from '../institutions/InstitutionFacts.tsx';
import { useMay } from '../session/me.ts';
import { LimitDialog } from './LimitDialog.tsx';

const Limit = ({ institution }: { institution: Institution }) => {
  const t = useT().console.institution;
  const mayChange = useMay('institution.limit');
  const [changing, setChanging] = useState(false);
  const change = (
    <Button size="small" variant="outlined" onClick={() => setChanging(true)}>
      {t.change}
    </Button>
  );
  return (
    <Section title={t.limit} action={mayChange ? change : null}>
      <Typography>
        {institution.approvalAbove === null
          ? t.limitNone
          : fill(t.limitValue, { amount: formatRupiah(institution.approvalAbove) })}
      </Typography>
      {changing ? <LimitDialog institution={institution} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
};

const Content = () => {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['institution'],
    queryFn: ({ signal }) => call('institution.own', { signal }),
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={8} />;
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Section title={t.console.institutions.data}>
        <InstitutionFacts institution={data} />
      </Section>
      <Box sx={{ minWidth: 0 }}>
        <Limit institution={data} />
        <Agreements institution={data} />
      </Box>
    </Box>
  );
};

/** One's own institution, and the total above which its checker must agree. */
const InstitutionPage = () => {
  const t = useT();
  return (
    <Guarded permission="institution.own">
      <PageHead title={t.console.institution.title} />
      <Content />
    </Guarded>
  );
};
export default InstitutionPage;
