import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import type { Checkout } from '#contract/orders/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

interface DecisionDialogProps {
  readonly checkout: Checkout;
  readonly decision: 'release' | 'refuse';
  readonly onClose: () => void;
}

/** The checker's word: release (orders are made) or refuse (none is, and the buyer hears why). */
export const DecisionDialog = ({ checkout, decision, onClose }: DecisionDialogProps) => {
  const t = useT().console.checkouts;
  const notify = useNotify();
  const client = useQueryClient();
  const decide = async (note: string | undefined) => {
    try {
      const body = note === undefined ? { decision } : { decision, note };
      await call('checkouts.decide', { params: { id: checkout.id }, body });
      notify(decision === 'release' ? t.released : t.refused, { type: 'success' });
    } finally {
      for (const key of ['checkouts', 'orders', 'dashboard'])
        void client.invalidateQueries({ queryKey: [key] });
    }
  };
  return (
    <ActDialog
      title={decision === 'release' ? t.releaseTitle : t.refuseTitle}
      text={decision === 'release' ? t.releaseText : t.refuseText}
      note={decision === 'release' ? 'optional' : 'required'}
      yes={decision === 'release' ? t.release : t.refuse}
      danger={decision === 'refuse'}
      onYes={decide}
      onClose={onClose}
    />
  );
};
