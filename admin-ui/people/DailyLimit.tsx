import { Button, Stack } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Person } from '#contract/accounts/schemas';
import { fill } from '#contract/i18n/index';
import { ActDialog } from '../common/ActDialog.tsx';
import { DailyLimitField, readDailyLimit } from '../common/DailyLimitField.tsx';
import { Section } from '../common/Facts.tsx';
import { call } from '../data/call.ts';
import { formatCount } from '../i18n/format.ts';
import { type Bundle, useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

const LimitDialog = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const t = useT();
  const { dailyLimit: texts } = t.terminalPages;
  const notify = useNotify();
  const client = useQueryClient();
  const [typed, setTyped] = useState(person.dailyLimit === null ? '' : String(person.dailyLimit));
  const [checked, setChecked] = useState(false);
  const dailyLimit = readDailyLimit(typed);
  const check = () => {
    setChecked(true);
    return dailyLimit !== undefined;
  };
  const save = async () => {
    if (dailyLimit === undefined) return;
    await call('people.setLimit', { params: { id: person.id }, body: { dailyLimit } });
    notify(texts.saved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['people'] });
  };
  return (
    <ActDialog
      title={texts.title}
      text={texts.text}
      yes={t.console.common.save}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack sx={{ mt: 1 }}>
        <DailyLimitField typed={typed} onType={setTyped} wrong={checked && dailyLimit === undefined} />
      </Stack>
    </ActDialog>
  );
};

/** How much of his limit an operator has used today. */
export const limitOf = ({ terminalPages: t }: Bundle, { dailyLimit, usedToday }: Person): string =>
  dailyLimit === null
    ? t.limitNone
    : fill(t.limitUse, { used: formatCount(usedToday ?? 0), limit: formatCount(dailyLimit) });

/** How much an operator may use in a day through the web portal; for nobody else. */
export const DailyLimit = ({ person }: { person: Person }) => {
  const t = useT();
  const maySet = useMay('people.limit');
  const [asking, setAsking] = useState(false);
  if (!person.roles.includes('lembaga-operator') || person.status === 'DIUNDANG') return null;
  const edit = (
    <Button variant="outlined" onClick={() => setAsking(true)}>
      {t.terminalPages.dailyLimit.edit}
    </Button>
  );
  return (
    <Section title={t.terminalPages.dailyLimit.title} action={maySet ? edit : null}>
      {limitOf(t, person)}
      {asking ? <LimitDialog person={person} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
};
