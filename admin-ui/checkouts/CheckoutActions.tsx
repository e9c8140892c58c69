import { Alert, Button, Stack } from '@mui/material';
import { useState } from 'react';
import type { Checkout } from '#contract/orders/schemas';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { type CheckoutAct, CheckoutDialog } from './CheckoutDialog.tsx';

/** What this person may do with a waiting checkout: release or refuse another's, take back his own. */
export const CheckoutActions = ({ checkout }: { checkout: Checkout }) => {
  const t = useT().console.checkouts;
  const checker = useMay('checkouts.decide');
  const [asking, setAsking] = useState<CheckoutAct | null>(null);
  if (checkout.status !== 'MENUNGGU_PENYETUJU') return null;
  return (
    <>
      {checkout.mayDecide ? null : (
        <Alert severity="info" sx={{ mb: 2 }}>
          {checker ? t.ownHelp : t.waitHelp}
        </Alert>
      )}
      <Stack direction="row" spacing={1.5} sx={{ mb: 2 }}>
        {checkout.mayDecide ? (
          <>
            <Button variant="contained" onClick={() => setAsking('release')}>
              {t.release}
            </Button>
            <Button variant="outlined" color="error" onClick={() => setAsking('refuse')}>
              {t.refuse}
            </Button>
          </>
        ) : null}
        {checkout.mayWithdraw ? (
          <Button variant="outlined" onClick={() => setAsking('withdraw')}>
            {t.withdraw}
          </Button>
        ) : null}
      </Stack>
      {asking ? <CheckoutDialog checkout={checkout} act={asking} onClose={() => setAsking(null)} /> : null}
    </>
  );
};
