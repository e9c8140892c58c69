import { Card } from '@mui/material';
import { CreateBase } from 'react-admin';
import { PageHead } from '../common/PageHead.tsx';
import { useT } from '../i18n/texts.ts';
import { OfficeForm, toInput } from './OfficeForm.tsx';

/** Records an office. */
const OfficeCreate = () => (
  <CreateBase
    redirect="show"
    transform={(values: Record<string, unknown>) => ({ ...toInput(values), code: values.code })}
  >
    <PageHead title={useT().console.offices.create} />
    <Card>
      <OfficeForm isNew />
    </Card>
  </CreateBase>
);
export default OfficeCreate;
