import { Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { Terminal } from '#contract/metering/manage-schemas';
import type { TerminalAction } from '#contract/metering/registrations';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

/** What the reader may decide about a device; the API's table says which. */
export const TerminalActions = ({ terminal }: { terminal: Terminal }) => {
  const { terminalPages: t } = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState<TerminalAction | null>(null);
  const { id, name, version, registeredByName } = terminal;
  const questions = {
    approve: { title: t.terminals.approveTitle, text: t.terminals.approveText, note: 'optional' },
    block: { title: t.terminals.blockTitle, text: t.terminals.blockText, note: 'required' },
  } as const;
  const decide = async (action: TerminalAction, note: string | undefined) => {
    await call('terminals.decide', {
      params: { id },
      body: { action, version, ...(note ? { note } : {}) },
    });
    notify(fill(t.terminals.done[action], { name }), { type: 'success' });
    void client.invalidateQueries({ queryKey: ['terminals'] });
  };
  if (terminal.isOwn && terminal.actions.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.ownRegistration}
      </Typography>
    );
  }
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      {terminal.actions.map((action) => (
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
          text={fill(questions[asking].text, { name, by: registeredByName })}
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
