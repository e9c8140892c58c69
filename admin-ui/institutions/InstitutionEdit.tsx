import { Card } from '@mui/material';
import { EditBase } from 'react-admin';
import { PageHead } from '../common/PageHead.tsx';
import { useT } from '../i18n/texts.ts';
import { InstitutionForm, toInput } from './InstitutionForm.tsx';

/** Changes an institution's data; the version that was opened goes along, so that nobody's change is overwritten. */
const InstitutionEdit = () => {
  const t = useT();
  return (
    <EditBase
      mutationMode="pessimistic"
      redirect="show"
      transform={(values: Record<string, unknown>) => ({ ...toInput(values), version: values.version })}
    >
      <PageHead title={t.console.institutions.edit} />
      <Card>
        <InstitutionForm />
      </Card>
    </EditBase>
  );
};
export default InstitutionEdit;
