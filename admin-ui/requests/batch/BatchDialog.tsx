import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { BatchResult } from '#contract/requests/schemas';
import type { StepResult } from '#contract/requests/steps';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';
import { ResultChoice } from '../acts/ResultChoice.tsx';
import { useCancelNote } from '../acts/useCancelNote.tsx';
import { noteHelpFor } from '../acts/words.ts';
import type { BulkAct } from './acts.ts';

export const labelOf = (t: Bundle, { act }: BulkAct): string =>
  act.on === 'request' ? t.requests.action[act.action] : t.requests.stepAction[act.action];

interface BatchDialogProps {
  readonly bulk: BulkAct;
  readonly ids: readonly string[];
  readonly onDone: (result: BatchResult) => void;
  readonly onClose: () => void;
}

/** Asks before one act on many requests; note and result are the same for all of them. */
export const BatchDialog = ({ bulk, ids, onDone, onClose }: BatchDialogProps) => {
  const t = useT();
  const { batch } = t.requestPages;
  const [result, setResult] = useState<StepResult | null>(null);
  const [wrong, setWrong] = useState(false);
  const needsResult = bulk.results.length > 0;
  const { action } = bulk.act;
  const cancel = useCancelNote();
  const check = () => {
    setWrong(needsResult && result === null);
    return !needsResult || result !== null;
  };
  const act = async (note: string | undefined) =>
    onDone(
      await call('requests.actOnMany', {
        body: {
          ids: [...ids],
          act: bulk.act,
          ...(note === undefined ? {} : { note }),
          ...(result === null ? {} : { result }),
          ...(action === 'cancel' ? cancel.body : {}),
        },
      }),
    );
  return (
    <ActDialog
      title={fill(batch.title, { action: labelOf(t, bulk), count: ids.length })}
      text={batch.text}
      note={bulk.note}
      noteHelp={noteHelpFor(t, action, bulk.act.on === 'step' ? bulk.act.step : null)}
      {...(action === 'cancel' ? cancel.dialog : {})}
      yes={labelOf(t, bulk)}
      danger={action === 'cancel' || action === 'fail'}
      quick={bulk.note !== 'required' && !needsResult}
      check={check}
      onYes={act}
      onClose={onClose}
    >
      {needsResult ? (
        <ResultChoice results={bulk.results} value={result} wrong={wrong} onChange={setResult} />
      ) : null}
    </ActDialog>
  );
};
