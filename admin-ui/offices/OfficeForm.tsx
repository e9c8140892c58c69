import { Box } from '@mui/material';
import {
  BooleanInput,
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
import { zoneNames } from '#contract/shared/zones';
import { useT } from '../i18n/texts.ts';

const text = (min: number, max: number) => [required(), minLength(min), maxLength(max)];
const zones = zoneNames.map((id) => ({ id, name: id }));

/** Always pressable: pressing says what is still missing. */
const SaveBar = () => (
  <Toolbar sx={{ backgroundColor: '#eef2f1' }}>
    <SaveButton alwaysEnable />
  </Toolbar>
);

/** An office's data; its code only while it is new. The API's own checks come back at their fields. */
export const OfficeForm = ({ isNew = false }: { isNew?: boolean }) => {
  const { offices: label } = useT().console;
  return (
    <SimpleForm
      toolbar={<SaveBar />}
      sx={{ maxWidth: 820, p: { xs: 2, md: 3 } }}
      {...(isNew ? { defaultValues: { active: true, zone: 'WIB' } } : {})}
    >
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
          disabled={!isNew}
          format={(value?: string) => value ?? ''}
          parse={(value?: string) => (value ?? '').toUpperCase()}
          validate={[required(), regex(/^[A-Z0-9-]{3,30}$/, label.codeHelp)]}
        />
        <SelectInput
          source="zone"
          label={label.zone}
          helperText={label.zoneHelp}
          choices={zones}
          validate={required()}
        />
        <TextInput source="name" label={label.name} validate={text(2, 200)} sx={{ gridColumn: '1 / -1' }} />
        <TextInput
          source="address"
          label={label.address}
          multiline
          validate={text(2, 500)}
          sx={{ gridColumn: '1 / -1' }}
        />
        <TextInput source="phone" label={label.phone} validate={text(5, 40)} />
        <BooleanInput source="active" label={label.active} helperText={label.activeHelp} />
      </Box>
    </SimpleForm>
  );
};

interface FormValues {
  readonly [field: string]: unknown;
}

/** Exactly the fields that the API takes; nothing else of the record travels along. */
export const toInput = ({ name, address, phone, zone, active }: FormValues): Record<string, unknown> => ({
  name,
  address,
  phone,
  zone,
  active: active ?? true,
});
