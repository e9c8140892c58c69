import { Button, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { RequestDetail } from '#contract/requests/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { useDo } from '../../common/useDo.ts';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { useMe } from '../../session/me.ts';
import { askAgain } from '../asking.ts';
import { Taken } from '../columns.tsx';

/** Takes the request, or lets it go; null when this person may do neither now. */
export function useTakeOrRelease(request: RequestDetail) {
  const { assign } = useT().requestPages;
  const me = useMe();
  const client = useQueryClient();
  const { run, pending } = useDo();
  const taken = request.assignee !== null;
  const to = taken ? null : (me?.id ?? null);
  const offered = request.mayAssign === 'hand-over' || request.mayAssign === (taken ? 'release' : 'take');
  if (!offered || (!taken && to === null)) return null;
  return {
    taken,
    pending,
    press: () =>
      void run(() => call('requests.assign', { params: { id: request.id }, body: { to } }), {
        done: taken ? assign.released : assign.taken,
        after: () => askAgain(client),
      }),
  };
}

const HandOverDialog = ({ request, onClose }: { request: RequestDetail; onClose: () => void }) => {
  const { assign } = useT().requestPages;
  const client = useQueryClient();
  const notify = useNotify();
  const [to, setTo] = useState('');
  const [missing, setMissing] = useState(false);
  const { data: colleagues = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call('requests.colleagues', { signal }),
  });
  const check = () => {
    setMissing(to === '');
    return to !== '';
  };
  const hand = async () => {
    await call('requests.assign', { params: { id: request.id }, body: { to } });
    notify(assign.handed, { type: 'success' });
    askAgain(client);
  };
  return (
    <ActDialog
      title={assign.handOverTitle}
      yes={assign.handOver}
      check={check}
      onYes={hand}
      onClose={onClose}
    >
      <TextField
        select
        fullWidth
        label={assign.colleague}
        value={to}
        error={missing}
        helperText={missing ? assign.pick : undefined}
        onChange={(event) => setTo(event.target.value)}
        sx={{ mt: 1 }}
      >
        {colleagues
          .filter(({ id }) => id !== request.assignee?.id)
          .map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
      </TextField>
    </ActDialog>
  );
};

/** Who works on it at the office: take, let go, and for the head of section hand over. */
export const Assignment = ({ request }: { request: RequestDetail }) => {
  const { assign, detail } = useT().requestPages;
  const own = useTakeOrRelease(request);
  const [handing, setHanding] = useState(false);
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.25 }}>
      <Typography variant="body2" sx={{ flex: '1 1 auto' }}>
        {detail.assignee}: <Taken by={request.assignee} />
      </Typography>
      {own ? (
        <Button size="small" disabled={own.pending} onClick={own.press}>
          {own.taken ? assign.release : assign.take}
        </Button>
      ) : null}
      {request.mayAssign === 'hand-over' ? (
        <Button size="small" onClick={() => setHanding(true)}>
          {assign.handOver}
        </Button>
      ) : null}
      {handing ? <HandOverDialog request={request} onClose={() => setHanding(false)} /> : null}
    </Stack>
  );
};
