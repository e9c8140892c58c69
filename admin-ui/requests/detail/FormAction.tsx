import { Button, FormControlLabel, Stack, Switch, Typography } from '@mui/material';
import { isEnded, type RequestAction } from '#contract/requests/lifecycle';
import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { useT } from '../../i18n/texts.ts';
import type { Offer } from '../acts/RequestActDialog.tsx';
import { Assignment } from './Assignment.tsx';
import { useGoOn } from './QueueBar.tsx';
import { keyOf } from './ShortcutsDialog.tsx';

/** What is done most comes first and largest; the order is the work's, which acts are offered is the table's. */
const order = ['approve', 'correct', 'forward', 'cancel'];
const rank = ({ action }: Offer): number => (order.indexOf(action) + order.length) % order.length;

const keyFor = (action: string): string =>
  action === 'approve' || action === 'cancel' ? ` (${keyOf[action].toUpperCase()})` : '';

interface FormActionProps {
  readonly request: RequestDetail;
  /** The request was opened from a queue: deciding can lead to the next. */
  readonly inQueue: boolean;
  readonly onAsk: (offer: Offer) => void;
}

/** Form Action: exactly the acts on the request that the table allows this person now. */
export const FormAction = ({ request, inQueue, onAsk }: FormActionProps) => {
  const t = useT();
  const { detail } = t.requestPages;
  const [goOn, setGoOn] = useGoOn();
  const offers = [...request.allowed].sort((a, b) => rank(a) - rank(b));
  return (
    <Section title={detail.form}>
      {isEnded(request.status) ? null : <Assignment request={request} />}
      {offers.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {detail.formNone}
        </Typography>
      ) : null}
      <Stack spacing={1.25} sx={{ alignItems: 'stretch' }}>
        {offers.map((offer) => (
          <Button
            key={offer.action}
            variant={offer.action === 'approve' ? 'contained' : 'outlined'}
            color={offer.action === 'cancel' ? 'error' : 'primary'}
            onClick={() => onAsk(offer)}
          >
            {t.requests.action[offer.action as RequestAction]}
            {keyFor(offer.action)}
          </Button>
        ))}
      </Stack>
      {inQueue && offers.length > 0 ? (
        <FormControlLabel
          sx={{ mt: 1 }}
          label={<Typography variant="body2">{detail.goOn}</Typography>}
          control={<Switch size="small" checked={goOn} onChange={(_, on) => setGoOn(on)} />}
        />
      ) : null}
    </Section>
  );
};
