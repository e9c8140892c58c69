import { Box, Button, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { RequestDetail } from '#contract/requests/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { useMay, useMe } from '../../session/me.ts';
import { askAgain } from '../asking.ts';

/** Whether an operator compared the KTP-el and saw that the number is that person's; nothing else proves a number. */
export const PhoneProof = ({ request }: { request: RequestDetail }) => {
  const { phone } = useT().requestPages;
  const me = useMe();
  const notify = useNotify();
  const client = useQueryClient();
  const mayFile = useMay('requests.intake');
  const [asking, setAsking] = useState(false);
  const { phoneProven: proven } = request;
  const hasPhone = request.personal === null || request.personal.nomorWa !== null;
  if (!hasPhone) return null;
  const prove = async () => {
    await call('requests.provePhone', { params: { id: request.id }, body: { version: request.version } });
    notify(phone.proveDone, { type: 'success' });
    askAgain(client);
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 1 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {phone.title}:{' '}
        {proven
          ? fill(phone.proven, { name: proven.byName, time: formatInstantIn(proven.at, request.zone) })
          : phone.unproven}
      </Typography>
      {!proven && mayFile && me?.office?.id === request.officeId ? (
        <Button size="small" onClick={() => setAsking(true)}>
          {phone.prove}
        </Button>
      ) : null}
      {asking ? (
        <ActDialog
          title={phone.proveTitle}
          text={phone.proveText}
          yes={phone.prove}
          onYes={prove}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Box>
  );
};
