import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Facts, Section } from '../common/Facts.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadingLines } from '../common/StateMessage.tsx';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { PasswordDialog } from '../session/PasswordDialog.tsx';
import { TwoFactorSection } from './TwoFactorSection.tsx';

/** One's own account: who one is here, the password, and the second step of signing in. */
const AccountPage = () => {
  const t = useT();
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const { accountPages: account } = t;
  if (!me) return <LoadingLines />;
  return (
    <>
      <PageHead title={account.title} />
      <Section title={account.person}>
        <Facts
          facts={[
            [account.name, me.name],
            [account.email, me.email],
            [account.unit, me.unit],
            [t.console.profile.roles, me.roles.map((role) => t.actors[role]).join(', ')],
          ]}
        />
      </Section>
      <TwoFactorSection state={me.twoFactor} />
      <Section title={account.password}>
        <Typography variant="body2" sx={{ mb: 1.5 }}>
          {account.passwordHelp}
        </Typography>
        <Button variant="outlined" onClick={() => setChanging(true)}>
          {t.console.profile.changePassword}
        </Button>
        {changing ? <PasswordDialog onClose={() => setChanging(false)} /> : null}
      </Section>
    </>
  );
};
export default AccountPage;
