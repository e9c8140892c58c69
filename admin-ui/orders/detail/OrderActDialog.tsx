import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrderStatus } from '#contract/orders/lifecycle';
import type { OrderDetail } from '#contract/orders/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { CompleteReturn, EnterBilling } from './ActInputs.tsx';
import { type ActFields, bodyFor, emptyFields, wrongFields } from './act-fields.ts';

interface OrderActDialogProps {
  readonly order: OrderDetail;
  readonly allowed: OrderDetail['allowed'][number];
  readonly danger: boolean;
  readonly onActed: (status: OrderStatus) => void;
  readonly onClose: () => void;
}

/** Asks before an action of the lifecycle and sends it. A refusal stays readable; the order is asked again anyway. */
export const OrderActDialog = ({ order, allowed, danger, onActed, onClose }: OrderActDialogProps) => {
  const t = useT();
  const client = useQueryClient();
  const [fields, setFields] = useState(emptyFields);
  const [wrong, setWrong] = useState<readonly (keyof ActFields)[]>([]);
  const { action } = allowed;
  const questions = t.console.confirm as Readonly<Record<string, { title: string; text: string }>>;
  const question = questions[action] ?? { title: t.orders.action[action], text: '' };
  const set = (change: Partial<ActFields>) => setFields({ ...fields, ...change });
  const act = async (note: string | undefined) => {
    try {
      const body = bodyFor(action, fields, note);
      const result = await call('orders.act', { params: { id: order.id, action }, body });
      onActed(result.status);
    } finally {
      void client.invalidateQueries({ queryKey: ['orders'] });
      void client.invalidateQueries({ queryKey: ['dashboard'] });
    }
  };
  const check = () => {
    const found = wrongFields(action, fields);
    setWrong(found);
    return found.length === 0;
  };
  return (
    <ActDialog
      title={question.title}
      text={question.text}
      note={allowed.note}
      yes={t.orders.action[action]}
      danger={danger}
      check={check}
      onYes={act}
      onClose={onClose}
    >
      {action === 'enterBilling' ? <EnterBilling fields={fields} wrong={wrong} set={set} /> : null}
      {action === 'completeReturn' ? <CompleteReturn fields={fields} wrong={wrong} set={set} /> : null}
    </ActDialog>
  );
};
