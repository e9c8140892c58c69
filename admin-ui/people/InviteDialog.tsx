import { Alert, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCreate, useNotify } from 'react-admin';
import { rolesGrantableBy } from '#contract/access/permissions';
import type { Role } from '#contract/access/roles';
import { fill } from '#contract/i18n/index';
import { ActDialog } from '../common/ActDialog.tsx';
import { InstitutionPicker, OfficePicker } from '../common/RecordPicker.tsx';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { isOfDinas, RoleBoxes } from './RoleBoxes.tsx';

interface InviteDialogProps {
  /** The institution that the person will belong to, where the page knows it. */
  readonly institution?: { readonly id: string; readonly name: string };
  /** The office that the person will work at, where the page knows it: only its roles are offered then. */
  readonly office?: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

const emailPattern = /^\S+@\S+\.\S+$/;

/** Invites a person by mail with the roles that the inviter may give. */
export const InviteDialog = ({ institution, office, onClose }: InviteDialogProps) => {
  const t = useT();
  const me = useMe();
  const notify = useNotify();
  const client = useQueryClient();
  const [create] = useCreate();
  const grantable = rolesGrantableBy((me?.roles ?? []) as Role[]);
  const offered = office ? grantable.filter(isOfDinas) : grantable;
  const [values, setValues] = useState({ name: '', email: '', unit: '' });
  const [roles, setRoles] = useState<Role[]>(offered.length === 1 ? offered : []);
  const [picked, setPicked] = useState<string | null>(null);
  const [pickedOffice, setPickedOffice] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const { people, common } = t.console;
  const forInstitution = me?.institution == null && roles.some((role) => role.startsWith('lembaga-'));
  const asksInstitution = forInstitution && institution === undefined;
  const forOffice = roles.some(isOfDinas);
  const asksOffice = forOffice && office === undefined;
  const officeId = office?.id ?? pickedOffice;
  const asksUnit = me?.institution == null && !forInstitution && !forOffice;
  const institutionId = institution?.id ?? picked;
  const problems = {
    name: values.name.trim().length < 2 ? common.required : fieldSentence(problem, 'name'),
    email: emailPattern.test(values.email.trim()) ? fieldSentence(problem, 'email') : t.fieldErrors.BAD_EMAIL,
  };
  const valid = () => {
    setChecked(true);
    setProblem(null);
    return (
      values.name.trim().length >= 2 &&
      emailPattern.test(values.email.trim()) &&
      roles.length > 0 &&
      (!asksInstitution || picked !== null) &&
      (!asksOffice || pickedOffice !== null)
    );
  };
  const send = async () => {
    const data = {
      name: values.name.trim(),
      email: values.email.trim(),
      roles,
      ...(forInstitution && institutionId ? { institutionId } : {}),
      ...(forOffice && officeId ? { officeId } : {}),
      ...(asksUnit && values.unit.trim() ? { unit: values.unit.trim() } : {}),
    };
    await create('people', { data }, { returnPromise: true, onError: setProblem });
    notify(fill(people.invited, { email: data.email }), { type: 'success' });
    void client.invalidateQueries({ queryKey: ['people'] });
  };
  const field = (name: 'name' | 'email') => (
    <TextField
      label={people[name]}
      type={name === 'email' ? 'email' : 'text'}
      value={values[name]}
      error={checked && problems[name] !== null}
      helperText={checked ? problems[name] : undefined}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
    />
  );
  return (
    <ActDialog
      title={people.inviteTitle}
      text={people.inviteHelp}
      yes={people.send}
      check={valid}
      onYes={send}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        {institution || office ? <Alert severity="info">{(institution ?? office)?.name}</Alert> : null}
        {field('name')}
        {field('email')}
        <RoleBoxes
          offered={offered}
          value={roles}
          onChange={setRoles}
          error={checked && roles.length === 0 ? people.rolesRequired : null}
        />
        {asksInstitution ? (
          <InstitutionPicker
            label={people.institution}
            value={picked}
            onChange={setPicked}
            error={checked && picked === null ? common.required : null}
          />
        ) : null}
        {asksOffice ? (
          <OfficePicker
            label={people.office}
            value={pickedOffice}
            onChange={setPickedOffice}
            error={checked && pickedOffice === null ? common.required : null}
          />
        ) : null}
        {asksUnit ? (
          <TextField
            label={people.unit}
            value={values.unit}
            onChange={(event) => setValues({ ...values, unit: event.target.value })}
          />
        ) : null}
      </Stack>
    </ActDialog>
  );
};
