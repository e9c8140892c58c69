import { Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { Network } from '#contract/metering/manage-schemas';
import type { NetworkAction } from '#contract/metering/registrations';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

/** What the reader may decide about a network; the API's table says which. */
export const NetworkActions = ({ network }: { network: Network }) => {
  const { terminalPages: t } = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState<NetworkAction | null>(null);
  const { id, cidr, label, version } = network;
  const questions = {
    approve: { title: t.networks.approveTitle, text: t.networks.approveText, note: 'optional' },
    block: { title: t.networks.blockTitle, text: t.networks.blockText, note: 'required' },
    release: { title: t.networks.releaseTitle, text: t.networks.releaseText, note: 'required' },
  } as const;
  const decide = async (action: NetworkAction, note: string | undefined) => {
    await call('networks.decide', {
      params: { id },
      body: { action, version, ...(note ? { note } : {}) },
    });
    notify(fill(t.networks.done[action], { cidr }), { type: 'success' });
    void client.invalidateQueries({ queryKey: ['networks'] });
  };
  if (network.isOwn && network.actions.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.ownRegistration}
      </Typography>
    );
  }
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      {network.actions.map((action) => (
        <Button
          key={action}
          size="small"
          variant={action === 'approve' ? 'contained' : 'outlined'}
          color={action === 'block' ? 'error' : 'primary'}
          onClick={() => setAsking(action)}
        >
          {t.action[action]}
        </Button>
      ))}
      {asking ? (
        <ActDialog
          title={questions[asking].title}
          text={fill(questions[asking].text, { cidr, label })}
          note={questions[asking].note}
          longest={500}
          yes={t.action[asking]}
          danger={asking === 'block'}
          onYes={(note) => decide(asking, note)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Stack>
  );
};
