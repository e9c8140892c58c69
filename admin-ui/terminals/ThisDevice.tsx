import { Alert, Button, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import { Section } from '../common/Facts.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { RegisterDialog } from './RegisterDialog.tsx';

/** The browser that one sits at: whether it and its address are known, and the button that makes it so. */
export const ThisDevice = () => {
  const t = useT();
  const { terminals } = t.terminalPages;
  const mayRegister = useMay('terminals.register');
  const [registering, setRegistering] = useState(false);
  const { data } = useQuery({
    queryKey: ['terminals', 'own'],
    queryFn: ({ signal }) => call('terminals.own', { signal }),
  });
  if (!data) return null;
  const { terminal, addressAllowed } = data;
  const address = data.address ?? t.console.common.none;
  return (
    <Section title={terminals.here}>
      <Stack spacing={1}>
        <Typography>
          {terminal
            ? fill(terminals.hereKnown, { name: terminal.name, status: t.terminals.status[terminal.status] })
            : terminals.hereUnknown}
        </Typography>
        <Alert severity={addressAllowed ? 'success' : 'warning'}>
          {fill(addressAllowed ? terminals.addressAllowed : terminals.addressMissing, { address })}
        </Alert>
        {mayRegister && !terminal ? (
          <Button variant="contained" sx={{ alignSelf: 'flex-start' }} onClick={() => setRegistering(true)}>
            {terminals.register}
          </Button>
        ) : null}
      </Stack>
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </Section>
  );
};
