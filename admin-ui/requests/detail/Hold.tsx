import { Alert, AlertTitle, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { RequestDetail } from '#contract/requests/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { askAgain } from '../asking.ts';

/** A hold beats the retention of photos: who placed it, why, and the way to end it. */
export const HoldNotice = ({ request }: { request: RequestDetail }) => {
  const { hold } = useT().requestPages;
  if (!request.hold) return null;
  const { byName, at, note } = request.hold;
  return (
    <Alert severity="info" sx={{ mb: 2 }} action={request.mayHold ? <HoldButton request={request} /> : null}>
      <AlertTitle>{hold.held}</AlertTitle>
      {fill(hold.heldText, { name: byName, time: formatInstantIn(at, request.zone), note })}
    </Alert>
  );
};

/** Places a hold, or ends the one that stands. */
export const HoldButton = ({ request }: { request: RequestDetail }) => {
  const { hold } = useT().requestPages;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const standing = request.hold !== null;
  const act = async (note: string | undefined) => {
    const params = { id: request.id };
    if (standing) await call('requests.release', { params });
    else await call('requests.hold', { params, body: { note: note ?? '' } });
    notify(standing ? hold.released : hold.placed, { type: 'success' });
    askAgain(client);
  };
  return (
    <>
      <Button size="small" color="inherit" onClick={() => setAsking(true)}>
        {standing ? hold.release : hold.place}
      </Button>
      {asking ? (
        <ActDialog
          title={standing ? hold.releaseTitle : hold.placeTitle}
          text={standing ? hold.releaseText : hold.placeText}
          note={standing ? null : 'required'}
          yes={standing ? hold.release : hold.place}
          onYes={act}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};
