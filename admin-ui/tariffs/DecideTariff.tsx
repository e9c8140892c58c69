import { Button, Stack } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { Tariff } from '#contract/orders/tariff-http';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { formatDay, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

type Decision = 'set' | 'refuse';

/** The official's two answers to a proposed tariff, each with his words. */
export const DecideTariff = ({ tariff }: { tariff: Tariff }) => {
  const t = useT().tariffPages;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState<Decision | null>(null);
  const said = {
    set: {
      title: t.setTitle,
      text: fill(t.setText, {
        product: tariff.productName,
        price: formatRupiah(tariff.unitPrice),
        unit: tariff.unit,
        from: formatDay(tariff.validFrom),
        article: tariff.article,
      }),
      done: t.setDone,
    },
    refuse: { title: t.refuseTitle, text: t.refuseText, done: t.refuseDone },
  };
  const decide = (decision: Decision) => async (note: string | undefined) => {
    const body = { decision, note: note ?? '' };
    await call('tariffs.decide', { params: { id: tariff.id }, body });
    notify(said[decision].done, { type: 'success' });
    for (const queryKey of [['tariffs'], ['products']]) void client.invalidateQueries({ queryKey });
  };
  return (
    <>
      <Stack direction="row" spacing={1} sx={{ mt: 0.5 }}>
        <Button size="small" variant="contained" onClick={() => setAsking('set')}>
          {t.set}
        </Button>
        <Button size="small" variant="outlined" color="error" onClick={() => setAsking('refuse')}>
          {t.refuse}
        </Button>
      </Stack>
      {asking ? (
        <ActDialog
          title={said[asking].title}
          text={said[asking].text}
          note="required"
          longest={500}
          yes={t[asking]}
          danger={asking === 'refuse'}
          onYes={decide(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
};
