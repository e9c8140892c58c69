import { Button, Card, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { BatchResult } from '#contract/requests/schemas';
import { useT } from '../../i18n/texts.ts';
import { askAgain } from '../asking.ts';
import type { BulkAct } from './acts.ts';
import { BatchDialog, labelOf } from './BatchDialog.tsx';
import { BatchResultDialog } from './BatchResultDialog.tsx';
import { useChosenUnderFilter } from './useChosenUnderFilter.ts';

/** The API takes so many at once. */
const mostAtOnce = 100;

interface BatchBarProps {
  readonly acts: readonly BulkAct[];
  /** Name of the list, under which it is kept for which filter its rows were chosen. */
  readonly list: string;
}

/**
 * What can be done with the chosen rows; nothing while none is chosen. Rows that were refused stay chosen, until the
 * list is filtered otherwise.
 */
export const BatchBar = ({ acts, list }: BatchBarProps) => {
  const t = useT();
  const { batch } = t.requestPages;
  const client = useQueryClient();
  const { selectedIds, onSelect, onUnselectItems } = useListContext();
  useChosenUnderFilter(list);
  const [asking, setAsking] = useState<BulkAct | null>(null);
  const [ended, setEnded] = useState<{ action: string; result: BatchResult } | null>(null);
  const ids = selectedIds.map(String);
  const tooMany = ids.length > mostAtOnce;
  const done = (bulk: BulkAct, result: BatchResult) => {
    onSelect(result.rows.filter(({ ok }) => !ok).map(({ id }) => id));
    setEnded({ action: labelOf(t, bulk), result });
    askAgain(client);
  };
  return (
    <>
      {ids.length > 0 ? (
        <Card
          role="region"
          aria-label={fill(batch.chosen, { count: ids.length })}
          sx={{
            position: 'sticky',
            top: 56,
            zIndex: 3,
            mb: 1.5,
            p: 1.25,
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
            borderColor: 'primary.main',
          }}
        >
          <Typography sx={{ fontWeight: 650, mr: 1 }}>{fill(batch.chosen, { count: ids.length })}</Typography>
          {acts.map((bulk) => (
            <Button
              key={`${bulk.act.on} ${bulk.act.action}`}
              variant="outlined"
              color={bulk.act.action === 'cancel' || bulk.act.action === 'fail' ? 'error' : 'primary'}
              disabled={tooMany}
              onClick={() => setAsking(bulk)}
            >
              {labelOf(t, bulk)}
            </Button>
          ))}
          <Button onClick={() => onUnselectItems()}>{batch.clear}</Button>
          {tooMany ? (
            <Typography variant="body2" sx={{ color: 'error.main' }}>
              {fill(batch.most, { most: mostAtOnce })}
            </Typography>
          ) : null}
        </Card>
      ) : null}
      {asking ? (
        <BatchDialog
          bulk={asking}
          ids={ids}
          onDone={(result) => done(asking, result)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {ended ? <BatchResultDialog {...ended} onClose={() => setEnded(null)} /> : null}
    </>
  );
};
