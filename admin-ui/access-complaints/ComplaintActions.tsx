import { Button, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import {
  type ComplaintAction,
  type ComplaintOutcome,
  complaintOutcomes,
  saidToCitizen,
} from '#contract/complaints/lifecycle';
import type { ComplaintDetail } from '#contract/complaints/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

type Allowed = ComplaintDetail['allowed'][number];

/** Who will read the note of an action. */
function useNoteHelp(action: ComplaintAction): string {
  const { desk } = useT().complaints;
  if (saidToCitizen.includes(action)) return desk.noteToCitizen;
  return action === 'reply' ? desk.noteToStaff : desk.noteToInstitution;
}

const Dialog = (props: { complaint: ComplaintDetail; allowed: Allowed; onClose: () => void }) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<ComplaintOutcome | ''>('');
  const [outcomeMissing, setOutcomeMissing] = useState(false);
  const { complaint, allowed } = props;
  const closes = allowed.action === 'close';
  const noteHelp = useNoteHelp(allowed.action);
  const send = async (note: string | undefined) => {
    await call('complaints.act', {
      params: { id: complaint.id, action: allowed.action },
      body: { version: complaint.version, ...(note ? { note } : {}), ...(outcome ? { outcome } : {}) },
    });
    notify(t.complaints.desk.done, { type: 'success' });
    await client.invalidateQueries({ queryKey: ['access-complaints'] });
  };
  const check = () => {
    setOutcomeMissing(closes && outcome === '');
    return !closes || outcome !== '';
  };
  return (
    <ActDialog
      title={t.complaints.action[allowed.action]}
      note={allowed.note}
      noteHelp={noteHelp}
      yes={t.complaints.action[allowed.action]}
      check={check}
      onYes={send}
      onClose={props.onClose}
    >
      {closes ? (
        <TextField
          select
          fullWidth
          label={t.complaints.outcomeLabel}
          value={outcome}
          error={outcomeMissing}
          helperText={outcomeMissing ? t.errors.OUTCOME_REQUIRED : undefined}
          onChange={(event) => setOutcome(event.target.value as ComplaintOutcome)}
          sx={{ mt: 1 }}
        >
          {complaintOutcomes.map((each) => (
            <MenuItem key={each} value={each}>
              {t.complaints.outcome[each]}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
    </ActDialog>
  );
};

/** The buttons of a complaint for this person now, as the table has them. */
export const ComplaintActions = ({ complaint }: { complaint: ComplaintDetail }) => {
  const t = useT();
  const [asking, setAsking] = useState<Allowed | null>(null);
  if (complaint.allowed.length === 0) return <Typography>{t.complaints.desk.nothingToDo}</Typography>;
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
      {complaint.allowed.map((allowed) => (
        <Button key={allowed.action} variant="outlined" onClick={() => setAsking(allowed)}>
          {t.complaints.action[allowed.action]}
        </Button>
      ))}
      {asking ? <Dialog complaint={complaint} allowed={asking} onClose={() => setAsking(null)} /> : null}
    </Stack>
  );
};
