import { Box } from '@mui/material';
import {
  DateInput,
  email,
  maxLength,
  minLength,
  regex,
  required,
  SaveButton,
  SelectInput,
  SimpleForm,
  TextInput,
  Toolbar,
} from 'react-admin';
import { institutionCategories } from '#contract/orders/codes';
import { useT } from '../i18n/texts.ts';

const text = (min: number, max: number) => [required(), minLength(min), maxLength(max)];

/** Always pressable: pressing says what is still missing. */
const SaveBar = () => (
  <Toolbar sx={{ backgroundColor: '#eef2f1' }}>
    <SaveButton alwaysEnable />
  </Toolbar>
);

/** Everything that Informasi Pemohon shows. The API's own checks come back at their fields. */
export const InstitutionForm = () => {
  const t = useT();
  const { institutions: label } = t.console;
  const categories = institutionCategories.map((id) => ({ id, name: t.orders.category[id] }));
  return (
    <SimpleForm toolbar={<SaveBar />} sx={{ maxWidth: 820, p: { xs: 2, md: 3 } }}>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          width: '100%',
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        <TextInput
          source="code"
          label={label.code}
          helperText={label.codeHelp}
          format={(value?: string) => value ?? ''}
          parse={(value?: string) => (value ?? '').toUpperCase()}
          validate={[required(), regex(/^[A-Z0-9-]{3,30}$/, label.codeHelp)]}
        />
        <SelectInput source="category" label={label.category} choices={categories} validate={required()} />
        <TextInput source="name" label={label.name} validate={text(2, 200)} sx={{ gridColumn: '1 / -1' }} />
        <TextInput
          source="address"
          label={label.address}
          multiline
          validate={text(2, 500)}
          sx={{ gridColumn: '1 / -1' }}
        />
        <TextInput source="email" type="email" label={label.email} validate={[required(), email()]} />
        <TextInput source="phone" label={label.phone} validate={text(5, 40)} />
        <TextInput source="npwp" label={label.npwp} />
        <Box sx={{ display: { xs: 'none', sm: 'block' } }} />
        <TextInput source="juknisNumber" label={label.juknisNumber} helperText={label.juknisHelp} />
        <DateInput source="juknisDoneOn" label={label.juknisDoneOn} />
      </Box>
    </SimpleForm>
  );
};

interface FormValues {
  readonly [field: string]: unknown;
}

const orNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);

/** Exactly the fields that the API takes; an emptied one is null, and nothing of the record travels along. */
export const toInput = (values: FormValues): Record<string, unknown> => ({
  code: values.code,
  name: values.name,
  category: values.category,
  address: values.address,
  email: values.email,
  phone: values.phone,
  npwp: orNull(values.npwp),
  juknisNumber: orNull(values.juknisNumber),
  juknisDoneOn: orNull(values.juknisDoneOn),
});
