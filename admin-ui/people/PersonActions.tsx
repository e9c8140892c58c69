import { Button, Stack } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRedirect } from 'react-admin';
import { rolesGrantableBy } from '#contract/access/permissions';
import type { Role } from '#contract/access/roles';
import type { Person } from '#contract/accounts/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { OfficePicker } from '../common/RecordPicker.tsx';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { ResetTwoFactorDialog } from './ResetTwoFactorDialog.tsx';
import { isOfDinas, RoleBoxes } from './RoleBoxes.tsx';

const RolesDialog = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const t = useT().console;
  const me = useMe();
  const notify = useNotify();
  const client = useQueryClient();
  const offered = rolesGrantableBy((me?.roles ?? []) as Role[]);
  const [roles, setRoles] = useState<Role[]>([...person.roles]);
  const [office, setOffice] = useState(person.officeId);
  const [checked, setChecked] = useState(false);
  const atOffice = roles.some(isOfDinas);
  const check = () => {
    setChecked(true);
    return !atOffice || office !== null;
  };
  const save = async () => {
    const officeId = atOffice ? office : null;
    await call('people.setRoles', { params: { id: person.id }, body: { roles, officeId } });
    notify(t.people.rolesSaved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['people'] });
  };
  return (
    <ActDialog
      title={t.people.editRoles}
      text={person.name}
      yes={t.common.save}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <RoleBoxes offered={offered} value={roles} onChange={setRoles} />
        {atOffice ? (
          <OfficePicker
            label={t.people.office}
            value={office}
            onChange={setOffice}
            error={checked && office === null ? t.common.required : null}
          />
        ) : null}
      </Stack>
    </ActDialog>
  );
};

/** Roles, invitation, disabling and enabling; never one's own account. */
export const PersonActions = (props: { person: Person; mayManage: boolean; mayInvite: boolean }) => {
  const t = useT().console;
  const client = useQueryClient();
  const { run, pending } = useDo();
  const [asking, setAsking] = useState<'roles' | 'disable' | 'uninvite' | 'two-factor' | null>(null);
  const notify = useNotify();
  const redirect = useRedirect();
  const mayReset = useMay('people.reset-two-factor');
  const account = useT().accountPages;
  const { person, mayManage, mayInvite } = props;
  const params = { id: person.id };
  const refresh = () => client.invalidateQueries({ queryKey: ['people'] });
  const disable = async () => {
    await call('people.disable', { params });
    await refresh();
  };
  const uninvite = async () => {
    await call('people.uninvite', { params });
    notify(t.people.uninvited, { type: 'success' });
    await refresh();
    redirect('list', 'people');
  };
  const close = () => setAsking(null);
  return (
    <Stack direction="row" sx={{ mt: 2, gap: 1, flexWrap: 'wrap' }}>
      {mayInvite && person.status === 'DIUNDANG' ? (
        <>
          <Button
            variant="contained"
            disabled={pending}
            onClick={() =>
              void run(() => call('people.reinvite', { params }), {
                done: t.people.reinvited,
                after: refresh,
              })
            }
          >
            {t.people.reinvite}
          </Button>
          <Button variant="outlined" color="error" onClick={() => setAsking('uninvite')}>
            {t.people.uninvite}
          </Button>
        </>
      ) : null}
      {mayManage && person.status === 'AKTIF' ? (
        <>
          <Button variant="contained" onClick={() => setAsking('roles')}>
            {t.people.editRoles}
          </Button>
          <Button variant="outlined" color="error" onClick={() => setAsking('disable')}>
            {t.people.disable}
          </Button>
        </>
      ) : null}
      {mayReset && person.twoFactor ? (
        <Button variant="outlined" onClick={() => setAsking('two-factor')}>
          {account.reset.open}
        </Button>
      ) : null}
      {mayManage && person.status === 'NONAKTIF' ? (
        <Button
          variant="contained"
          disabled={pending}
          onClick={() =>
            void run(() => call('people.enable', { params }), { done: t.people.enabled, after: refresh })
          }
        >
          {t.people.enable}
        </Button>
      ) : null}
      {asking === 'roles' ? <RolesDialog person={person} onClose={close} /> : null}
      {asking === 'two-factor' ? <ResetTwoFactorDialog person={person} onClose={close} /> : null}
      {asking === 'uninvite' ? (
        <ActDialog
          title={t.people.uninviteTitle}
          text={t.people.uninviteText}
          yes={t.people.uninvite}
          danger
          onYes={uninvite}
          onClose={close}
        />
      ) : null}
      {asking === 'disable' ? (
        <ActDialog
          title={t.people.disableTitle}
          text={t.people.disableText}
          yes={t.people.disable}
          danger
          onYes={disable}
          onClose={close}
        />
      ) : null}
    </Stack>
  );
};
