import { Alert, Box } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { RequestAction } from '#contract/requests/lifecycle';
import type { RequestDetail, RequestPersonalData } from '#contract/requests/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { OfficePicker } from '../../common/RecordPicker.tsx';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { askAgain } from '../asking.ts';
import { CorrectionFields } from './CorrectionFields.tsx';
import { changedFields, standing } from './correction.ts';
import { useCancelNote } from './useCancelNote.tsx';
import { noteHelpFor, questionFor } from './words.ts';

export type Offer = RequestDetail['allowed'][number];

export interface RequestActDialogProps {
  readonly request: RequestDetail;
  readonly personal: RequestPersonalData | null;
  readonly offer: Offer;
  /** It worked; the request has this status now. */
  readonly onActed: (action: RequestAction) => void;
  readonly onClose: () => void;
}

/** Sends an act, tells how it ended, and asks everything anew; a refusal stays readable in the dialog. */
function useSend({ request, offer, onActed }: RequestActDialogProps) {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const action = offer.action as RequestAction;
  return async (body: Record<string, unknown>) => {
    try {
      const result = await call('requests.act', { params: { id: request.id, action }, body });
      const status = t.requests.status[result.status];
      notify(fill(t.requestPages.detail.acted, { code: request.code, status }), { type: 'success' });
      onActed(action);
    } finally {
      askAgain(client);
    }
  };
}

const noted = (note: string | undefined) => (note === undefined ? {} : { note });

const Correct = (props: RequestActDialogProps & { personal: RequestPersonalData }) => {
  const t = useT();
  const before = standing(props.request, props.personal);
  const [typed, setTyped] = useState(before);
  const [error, setError] = useState<unknown>(null);
  const [nothing, setNothing] = useState(false);
  const send = useSend(props);
  const check = () => {
    const same = Object.keys(changedFields(before, typed)).length === 0;
    setNothing(same);
    return !same;
  };
  const act = async (note: string | undefined) => {
    try {
      await send({ ...noted(note), fields: changedFields(before, typed) });
    } catch (problem) {
      setError(problem);
      throw problem;
    }
  };
  return (
    <ActDialog
      title={t.requests.action.correct}
      text={questionFor(t, 'correct', null)}
      note={props.offer.note}
      noteHelp={noteHelpFor(t, 'correct', null)}
      yes={t.requests.action.correct}
      check={check}
      onYes={act}
      onClose={props.onClose}
    >
      {nothing ? <Alert severity="warning">{t.requestPages.act.nothingChanged}</Alert> : null}
      <CorrectionFields before={before} typed={typed} error={error} onChange={setTyped} />
    </ActDialog>
  );
};

const Forward = (props: RequestActDialogProps) => {
  const t = useT();
  const { act: words } = t.requestPages;
  const [officeId, setOfficeId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const send = useSend(props);
  const check = () => {
    setMissing(officeId === null);
    return officeId !== null;
  };
  return (
    <ActDialog
      title={t.requests.action.forward}
      text={questionFor(t, 'forward', null)}
      note={props.offer.note}
      noteHelp={noteHelpFor(t, 'forward', null)}
      yes={t.requests.action.forward}
      check={check}
      onYes={(note) => send({ ...noted(note), officeId })}
      onClose={props.onClose}
    >
      <Box sx={{ mt: 1 }}>
        <OfficePicker
          without={props.request.officeId}
          label={words.toOffice}
          value={officeId}
          onChange={setOfficeId}
          error={missing ? words.pickOffice : null}
        />
      </Box>
    </ActDialog>
  );
};

const Cancel = (props: RequestActDialogProps) => {
  const t = useT();
  const { body, dialog } = useCancelNote();
  const send = useSend(props);
  return (
    <ActDialog
      title={t.requests.action.cancel}
      text={questionFor(t, 'cancel', null)}
      note={props.offer.note}
      {...dialog}
      yes={t.requests.action.cancel}
      danger
      onYes={(note) => send({ ...noted(note), ...body })}
      onClose={props.onClose}
    />
  );
};

const Plain = (props: RequestActDialogProps) => {
  const t = useT();
  const send = useSend(props);
  const { action, note } = props.offer;
  return (
    <ActDialog
      title={t.requests.action[action as RequestAction]}
      text={questionFor(t, action, null)}
      note={note}
      noteHelp={noteHelpFor(t, action, null)}
      yes={t.requests.action[action as RequestAction]}
      quick={note !== 'required'}
      onYes={(written) => send(noted(written))}
      onClose={props.onClose}
    />
  );
};

/** Asks before an act on the request and sends it, with the fields that this act needs. */
export const RequestActDialog = (props: RequestActDialogProps) => {
  if (props.offer.action === 'forward') return <Forward {...props} />;
  if (props.offer.action === 'cancel') return <Cancel {...props} />;
  if (props.offer.action !== 'correct') return <Plain {...props} />;
  return props.personal ? <Correct {...props} personal={props.personal} /> : null;
};
