import { Box, Button, Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { normalizeNumber, sixteenDigits } from '#contract/requests/identity';
import { pagePaths } from '#contract/shared/pages';
import type { CounterCode } from '#contract/trail/schemas';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** The code, large enough to be read out; it goes with the page. */
const Given = ({ given, onNext }: { given: CounterCode; onNext: () => void }) => {
  const { counter } = useT().trail;
  const address = window.location.host + pagePaths.whoChecked();
  const until = counter.until.replace('{time}', formatInstant(given.expiresAt)).replace('{address}', address);
  return (
    <Box role="status">
      <Typography>{counter.given}</Typography>
      <Typography sx={{ fontSize: '2.2rem', fontWeight: 700, letterSpacing: '0.08em', my: 1 }}>
        {given.code}
      </Typography>
      <Typography variant="body2" sx={{ mb: 2 }}>
        {until}
      </Typography>
      <Button variant="outlined" onClick={onNext}>
        {counter.another}
      </Button>
    </Box>
  );
};

const CodeForm = ({ onGiven }: { onGiven: (given: CounterCode) => void }) => {
  const t = useT();
  const { counter } = t.trail;
  const { run, pending } = useDo();
  const [nik, setNik] = useState('');
  const [checked, setChecked] = useState(false);
  const [tried, setTried] = useState(false);
  const wrong = tried && !sixteenDigits.test(normalizeNumber(nik));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!checked || !sixteenDigits.test(normalizeNumber(nik))) return;
    void run(() => call('trail.issueCode', { body: { nik, ktpChecked: true } }), { after: onGiven });
  };
  return (
    <Stack component="form" onSubmit={submit} noValidate spacing={2} sx={{ maxWidth: 480 }}>
      <TextField
        label={counter.nik}
        value={nik}
        error={wrong}
        helperText={wrong ? t.fieldErrors.BAD_NIK : counter.nikHelp}
        onChange={(event) => setNik(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 30, autoComplete: 'off' } }}
      />
      <FormControlLabel
        control={<Checkbox checked={checked} onChange={(_, on) => setChecked(on)} />}
        label={counter.checked}
      />
      <Button type="submit" variant="contained" disabled={pending || !checked}>
        {counter.submit}
      </Button>
    </Stack>
  );
};

/** A code for somebody who stands at the counter and wants to know who checked his NIK. */
const CounterCodePage = () => {
  const { counter } = useT().trail;
  const [given, setGiven] = useState<CounterCode | null>(null);
  return (
    <Guarded permission="nik-proofs.issue">
      <PageHead title={counter.title} help={counter.help} />
      <Section title={counter.title}>
        {given ? <Given given={given} onNext={() => setGiven(null)} /> : <CodeForm onGiven={setGiven} />}
      </Section>
    </Guarded>
  );
};
export default CounterCodePage;
