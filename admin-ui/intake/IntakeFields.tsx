import { Box, Checkbox, FormControlLabel, FormHelperText, Link, MenuItem, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { fill } from '#contract/i18n/index';
import {
  applicantKinds,
  causeCodes,
  counterChannels,
  photoFields,
  readerKinds,
  requiredPhotos,
} from '#contract/requests/codes';
import { pagePaths } from '#contract/shared/pages';
import { Section } from '../common/Facts.tsx';
import { RegionPicker } from '../common/RegionPicker.tsx';
import { useT } from '../i18n/texts.ts';
import { digitsIn, type IntakeForm } from './form.ts';
import { PhotoField } from './PhotoField.tsx';
import type { useIntake } from './useIntake.ts';

type Intake = ReturnType<typeof useIntake>;
type TextName = 'namaPemohon' | 'nik' | 'noKk' | 'nomorWa' | 'permasalahan';

const Two = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 2,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
    }}
  >
    {children}
  </Box>
);

interface TextProps {
  readonly intake: Intake;
  readonly name: TextName;
  readonly label: string;
  readonly help: string;
  readonly numeric?: boolean;
  readonly lines?: number;
  readonly longest: number;
}

const Text = ({ intake, name, label, help, numeric, lines, longest }: TextProps) => {
  const wrong = intake.errorAt(name);
  return (
    <TextField
      fullWidth
      label={label}
      name={name}
      value={intake.form[name]}
      error={wrong !== null}
      helperText={wrong ?? help}
      {...(lines ? { multiline: true, minRows: lines } : {})}
      slotProps={{
        htmlInput: {
          maxLength: longest,
          autoComplete: 'off',
          spellCheck: false,
          ...(numeric ? { inputMode: 'numeric' as const } : {}),
        },
      }}
      onChange={(event) => intake.set({ [name]: event.target.value })}
    />
  );
};

interface ChoiceProps<N extends keyof IntakeForm> {
  readonly intake: Intake;
  readonly name: N;
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
}

const Choice = <N extends keyof IntakeForm>({ intake, name, label, choices }: ChoiceProps<N>) => (
  <TextField
    select
    fullWidth
    label={label}
    name={name}
    value={intake.form[name]}
    error={intake.errorAt(name) !== null}
    helperText={intake.errorAt(name)}
    onChange={(event) => intake.set({ [name]: event.target.value })}
    slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
  >
    {choices.map((choice) => (
      <MenuItem key={choice.id} value={choice.id}>
        {choice.name}
      </MenuItem>
    ))}
  </TextField>
);

const counted = (text: string, help: string, typed: string): string =>
  typed === '' ? help : fill(text, { count: digitsIn(typed) });

/** Who asks, through which channel, and for whom. */
export const PersonFields = ({ intake }: { intake: Intake }) => {
  const t = useT();
  const { intake: words, detail } = t.requestPages;
  const { form } = intake;
  return (
    <Section title={words.who}>
      <Two>
        <Choice
          intake={intake}
          name="kanal"
          label={words.channel}
          choices={counterChannels.map((id) => ({ id, name: t.requests.channel[id] }))}
        />
        <Choice
          intake={intake}
          name="untukSiapa"
          label={detail.untukSiapa}
          choices={applicantKinds.map((id) => ({ id, name: t.requests.applicant[id] }))}
        />
        <Text intake={intake} name="namaPemohon" label={detail.name} help={words.nameHelp} longest={100} />
        <Text intake={intake} name="nomorWa" label={detail.nomorWa} help={words.phoneHelp} longest={30} />
        <Text
          intake={intake}
          name="nik"
          label={detail.nik}
          help={counted(words.counted, words.numberHelp, form.nik)}
          numeric
          longest={30}
        />
        <Text
          intake={intake}
          name="noKk"
          label={detail.noKk}
          help={counted(words.counted, words.numberHelp, form.noKk)}
          numeric
          longest={30}
        />
      </Two>
      <FormControlLabel
        sx={{ mt: 1 }}
        label={detail.diBawah17}
        control={<Checkbox checked={form.diBawah17} onChange={(_, diBawah17) => intake.set({ diBawah17 })} />}
      />
    </Section>
  );
};

interface ProblemFieldsProps {
  readonly intake: Intake;
  readonly ownRegions: { readonly name: string; readonly codes: readonly string[] } | undefined;
}

/** What is not read, where, and which region's family card it is. */
export const ProblemFields = ({ intake, ownRegions }: ProblemFieldsProps) => {
  const t = useT();
  const { intake: words, detail } = t.requestPages;
  return (
    <Section title={words.problem}>
      <Two>
        <Choice
          intake={intake}
          name="belumTerbacaDi"
          label={detail.belumTerbacaDi}
          choices={readerKinds.map((id) => ({ id, name: t.requests.reader[id] }))}
        />
        <Choice
          intake={intake}
          name="penyebab"
          label={detail.penyebab}
          choices={[
            { id: '', name: words.optional },
            ...causeCodes.map((id) => ({ id, name: t.requests.cause[id] })),
          ]}
        />
      </Two>
      <Box sx={{ my: 2 }}>
        <Text
          intake={intake}
          name="permasalahan"
          label={detail.permasalahan}
          help={words.problemHelp}
          lines={3}
          longest={2_000}
        />
      </Box>
      <RegionPicker
        label={words.region}
        value={intake.form.wilayahKk || null}
        error={intake.errorAt('wilayahKk')}
        help={words.regionHelp}
        first={ownRegions}
        onChange={(code) => intake.set({ wilayahKk: code ?? '' })}
      />
    </Section>
  );
};

/** The pictures that this form needs: which, the answers above decide. */
export const PhotoFields = ({ intake }: { intake: Intake }) => (
  <Section title={useT().requestPages.intake.photos}>
    <Two>
      {requiredPhotos(intake.form).map((kind) => (
        <PhotoField
          key={kind}
          kind={kind}
          file={intake.photos[kind]}
          error={intake.errorAt(photoFields[kind])}
          onChange={(file) => intake.setPhoto(kind, file)}
        />
      ))}
    </Two>
  </Section>
);

/** That the person knows what happens to his data; without it nothing is sent. */
export const Consent = ({ intake }: { intake: Intake }) => {
  const { intake: intakeWords } = useT().requestPages;
  const wrong = intake.errorAt('persetujuan');
  return (
    <Box sx={{ mb: 2 }}>
      <FormControlLabel
        label={intakeWords.consent}
        control={
          <Checkbox
            checked={intake.form.persetujuan}
            onChange={(_, persetujuan) => intake.set({ persetujuan })}
            slotProps={{ input: { 'aria-invalid': wrong !== null } }}
          />
        }
      />
      {wrong ? <FormHelperText error>{wrong}</FormHelperText> : null}
      <Link href={pagePaths.privacyNotice()} target="_blank" rel="noreferrer" variant="body2">
        {intakeWords.readPrivacy}
      </Link>
    </Box>
  );
};
