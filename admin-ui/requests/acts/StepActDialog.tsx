import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { RequestStep, StepAction, StepResult } from '#contract/requests/steps';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { askAgain } from '../asking.ts';
import type { Offer } from './RequestActDialog.tsx';
import { ResultChoice } from './ResultChoice.tsx';
import { noteHelpFor, questionFor } from './words.ts';

interface StepActDialogProps {
  readonly requestId: string;
  readonly step: RequestStep;
  readonly offer: Offer;
  readonly onClose: () => void;
}

/** Asks before an act on a step: its result where it ends one, and its note. */
export const StepActDialog = ({ requestId, step, offer, onClose }: StepActDialogProps) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const action = offer.action as StepAction;
  const needsResult = offer.results.length > 0;
  const [result, setResult] = useState<StepResult | null>(
    offer.results.length === 1 ? (offer.results[0] ?? null) : null,
  );
  const [wrong, setWrong] = useState(false);
  const check = () => {
    setWrong(needsResult && result === null);
    return !needsResult || result !== null;
  };
  const act = async (note: string | undefined) => {
    const body = { ...(note === undefined ? {} : { note }), ...(result === null ? {} : { result }) };
    try {
      const acted = await call('requests.actOnStep', { params: { id: requestId, step, action }, body });
      const status = acted.step ? t.requests.stepStatus[acted.step.status] : t.requests.status[acted.status];
      notify(fill(t.requestPages.step.acted, { step: t.requests.step[step], status }), { type: 'success' });
    } finally {
      askAgain(client);
    }
  };
  return (
    <ActDialog
      title={`${t.requests.step[step]}: ${t.requests.stepAction[action]}`}
      text={questionFor(t, action, step)}
      note={offer.note}
      noteHelp={noteHelpFor(t, action, step)}
      yes={t.requests.stepAction[action]}
      danger={action === 'fail'}
      quick={offer.note !== 'required' && !needsResult}
      check={check}
      onYes={act}
      onClose={onClose}
    >
      {needsResult ? (
        <ResultChoice results={offer.results} value={result} wrong={wrong} onChange={setResult} />
      ) : undefined}
    </ActDialog>
  );
};
