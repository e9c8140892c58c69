import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import type { Checkout } from '#contract/orders/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { type Bundle, useT } from '../i18n/texts.ts';

export type CheckoutAct = 'release' | 'refuse' | 'withdraw';

type CheckoutTexts = Bundle['console']['checkouts'];

interface Question {
  readonly title: string;
  readonly text: string;
  readonly note: 'required' | 'optional' | null;
  readonly yes: string;
  readonly done: string;
}

/** What each act asks, whether it takes a note, and what is said when it worked. */
const asked = (t: CheckoutTexts) =>
  ({
    release: {
      title: t.releaseTitle,
      text: t.releaseText,
      note: 'optional',
      yes: t.release,
      done: t.released,
    },
    refuse: { title: t.refuseTitle, text: t.refuseText, note: 'required', yes: t.refuse, done: t.refused },
    withdraw: {
      title: t.withdrawTitle,
      text: t.withdrawText,
      note: null,
      yes: t.withdraw,
      done: t.withdrawn,
    },
  }) as const satisfies Record<CheckoutAct, Question>;

const send = (id: string, act: CheckoutAct, note: string | undefined): Promise<Checkout> =>
  act === 'withdraw'
    ? call('checkouts.withdraw', { params: { id } })
    : call('checkouts.decide', {
        params: { id },
        body: note === undefined ? { decision: act } : { decision: act, note },
      });

/** Asks before an act on a waiting checkout and sends it. */
export const CheckoutDialog = (props: { checkout: Checkout; act: CheckoutAct; onClose: () => void }) => {
  const question = asked(useT().console.checkouts)[props.act];
  const notify = useNotify();
  const client = useQueryClient();
  const act = async (note: string | undefined) => {
    try {
      await send(props.checkout.id, props.act, note);
      notify(question.done, { type: 'success' });
    } finally {
      for (const key of ['checkouts', 'orders', 'cart', 'dashboard']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    }
  };
  return (
    <ActDialog
      title={question.title}
      text={question.text}
      note={question.note}
      yes={question.yes}
      danger={props.act === 'refuse'}
      onYes={act}
      onClose={props.onClose}
    />
  );
};
