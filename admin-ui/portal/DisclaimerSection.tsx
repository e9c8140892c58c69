import { Alert, Box, Button, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { fill } from '#contract/i18n/index';
import { type DisclaimerDuty, disclaimerDuties, isOwnName } from '#contract/metering/disclaimer';
import type { PortalDisclaimer } from '#contract/metering/portal-schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Section } from '../common/Facts.tsx';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { usePortalChange } from './usePortal.ts';

/** "Cetak Form Disclaimer": as PDF, signed or empty. */
export const PrintDisclaimer = () => {
  const t = useT().portal.disclaimer;
  return <DownloadButton url="/api/v1/portal/disclaimer.pdf" name={t.fileName} label={t.print} />;
};

const Duties = (props: {
  ticked: ReadonlySet<DisclaimerDuty>;
  wrong: boolean;
  onTick: (duty: DisclaimerDuty, on: boolean) => void;
}) => {
  const t = useT();
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" sx={{ p: 0, mb: 1 }}>
        {t.portal.disclaimer.statement}
      </Typography>
      {disclaimerDuties.map((duty) => (
        <FormControlLabel
          key={duty}
          sx={{ display: 'flex', alignItems: 'flex-start', mb: 0.5, mr: 0 }}
          label={<Typography sx={{ pt: 1 }}>{t.portal.disclaimer.duties[duty]}</Typography>}
          control={
            <Checkbox
              checked={props.ticked.has(duty)}
              onChange={(_, on) => props.onTick(duty, on)}
              slotProps={{ input: { 'aria-invalid': props.wrong && !props.ticked.has(duty) } }}
            />
          }
        />
      ))}
      {props.wrong ? (
        <Typography role="alert" variant="body2" sx={{ color: 'error.main' }}>
          {t.fieldErrors.DUTIES_NEEDED}
        </Typography>
      ) : null}
    </Box>
  );
};

/** The form disclaimer to be signed: every duty ticked, the own name typed. */
export const DisclaimerSection = ({ disclaimer }: { disclaimer: PortalDisclaimer }) => {
  const t = useT();
  const words = t.portal.disclaimer;
  const ownName = useMe()?.name ?? '';
  const change = usePortalChange();
  const { run, pending } = useDo();
  const [ticked, setTicked] = useState<ReadonlySet<DisclaimerDuty>>(new Set());
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = ticked.size < disclaimerDuties.length;
  const wrongName = !isOwnName(name, ownName);
  const tick = (duty: DisclaimerDuty, on: boolean) =>
    setTicked((before) => new Set([...before, duty].filter((each) => each !== duty || on)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || wrongName) return;
    const body = { version: disclaimer.version, duties: [...disclaimerDuties], name };
    void run(() => call('portal.sign', { body }), {
      done: words.signed,
      after: (signed) => change({ disclaimer: signed }),
    });
  };
  return (
    <Section title={words.title} action={<PrintDisclaimer />}>
      <Alert severity="info" sx={{ mb: 2 }}>
        {disclaimer.signedAt ? words.expired : words.due} {words.help}
      </Alert>
      <Box component="form" noValidate onSubmit={submit}>
        <Duties ticked={ticked} wrong={tried && missing} onTick={tick} />
        <TextField
          fullWidth
          label={words.name}
          value={name}
          error={tried && wrongName}
          helperText={
            tried && wrongName
              ? fill(t.fieldErrors.NAME_DIFFERS, { name: ownName })
              : fill(words.nameHelp, { name: ownName })
          }
          slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off', spellCheck: false } }}
          sx={{ my: 2, maxWidth: 420 }}
          onChange={(event) => setName(event.target.value)}
        />
        <Box>
          <Button type="submit" variant="contained" disabled={pending}>
            {words.sign}
          </Button>
        </Box>
      </Box>
    </Section>
  );
};
