import { Card } from '@mui/material';
import { EditBase } from 'react-admin';
import { PageHead } from '../common/PageHead.tsx';
import { useT } from '../i18n/texts.ts';
import { OfficeForm, toInput } from './OfficeForm.tsx';

/** Changes an office; the version that was opened goes along, so that nobody's change is overwritten. */
const OfficeEdit = () => (
  <EditBase
    mutationMode="pessimistic"
    redirect="show"
    transform={(values: Record<string, unknown>) => ({ ...toInput(values), version: values.version })}
  >
    <PageHead title={useT().console.offices.edit} />
    <Card>
      <OfficeForm />
    </Card>
  </EditBase>
);
export default OfficeEdit;
