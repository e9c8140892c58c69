import { Card } from '@mui/material';
import { CreateBase } from 'react-admin';
import { PageHead } from '../common/PageHead.tsx';
import { useT } from '../i18n/texts.ts';
import { InstitutionForm, toInput } from './InstitutionForm.tsx';

/** Records an institution. */
const InstitutionCreate = () => {
  const t = useT();
  return (
    <CreateBase redirect="show" transform={toInput}>
      <PageHead title={t.console.institutions.create} />
      <Card>
        <InstitutionForm />
      </Card>
    </CreateBase>
  );
};
export default InstitutionCreate;
