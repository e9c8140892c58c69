import {
  Autocomplete,
  Box,
  Button,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material';
import { type FormEvent, useCallback, useState } from 'react';
import { type ComparableElement, comparableElements } from '#contract/metering/person';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import {
  emptySaid,
  emptyWhom,
  type SaidForm,
  saidOf,
  usualComparison,
  type WhomForm,
  type Wrong,
  whatIsWrong,
} from './form.ts';
import { PortalGate } from './PortalGate.tsx';
import { type Answer, ResultSection } from './ResultSection.tsx';
import { SaidFields } from './SaidFields.tsx';
import { useAnswer } from './useAnswer.ts';
import { type FieldsProps, WhomFields } from './WhomFields.tsx';

type Mode = 'view' | 'compare';
const modeLabel = 'portal-search-mode';

const ModeChoice = ({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) => {
  const t = useT().portal.search;
  return (
    <Box sx={{ mb: 2 }}>
      <Typography id={modeLabel} sx={{ mb: 0.5 }}>
        {t.mode}
      </Typography>
      <ToggleButtonGroup
        exclusive
        color="primary"
        value={mode}
        aria-labelledby={modeLabel}
        onChange={(_, chosen: Mode | null) => chosen && onChange(chosen)}
      >
        <ToggleButton value="view">{t.view}</ToggleButton>
        <ToggleButton value="compare">{t.compare}</ToggleButton>
      </ToggleButtonGroup>
    </Box>
  );
};

interface ComparedProps extends FieldsProps {
  readonly chosen: readonly ComparableElement[];
  readonly form: SaidForm;
  readonly onChoose: (chosen: readonly ComparableElement[]) => void;
  readonly onChange: (form: SaidForm) => void;
}

/** Which elements are compared, and what the document says of each. */
const Compared = ({ chosen, onChoose, form, onChange, ...rest }: ComparedProps) => {
  const t = useT().portal;
  const choose = (elements: readonly ComparableElement[]) => {
    const said = Object.fromEntries(
      Object.entries(form.said).filter(([element]) => elements.includes(element as ComparableElement)),
    );
    onChoose(elements);
    onChange({ ...form, said });
  };
  return (
    <Section title={t.search.compare}>
      <Autocomplete
        multiple
        disableCloseOnSelect
        options={comparableElements}
        value={[...chosen]}
        getOptionLabel={(element) => t.elements[element]}
        onChange={(_, elements) => choose(elements)}
        sx={{ mb: 2 }}
        renderInput={(params) => (
          <TextField {...params} label={t.search.compareWhich} helperText={t.search.compareHelp} />
        )}
      />
      <SaidFields {...rest} elements={chosen} form={form} onChange={onChange} />
    </Section>
  );
};

const Search = () => {
  const t = useT().portal.search;
  const [mode, setMode] = useState<Mode>('view');
  const [whom, setWhom] = useState<WhomForm>(emptyWhom);
  const [said, setSaid] = useState<SaidForm>(emptySaid);
  const [chosen, setChosen] = useState<readonly ComparableElement[]>(usualComparison);
  const [wrong, setWrong] = useState<Wrong>({});
  // Neither stays what was typed of the person.
  const forget = useCallback(() => {
    setWhom(emptyWhom);
    setSaid(emptySaid);
  }, []);
  const { answer, error, problem, gone, pending, ask, clear } = useAnswer<Answer>(forget);
  const refused = (field: string) => fieldSentence(error, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = whatIsWrong(whom, mode === 'compare' ? said : null);
    setWrong(found);
    const { purpose } = whom;
    if (purpose === '' || Object.keys(found).length > 0) return;
    const body = { ...whom, purpose };
    const { threshold } = said;
    void ask(() =>
      mode === 'view'
        ? call('portal.lookup', { body })
        : call('portal.compare', { body: { ...body, elements: saidOf(said), threshold } }),
    );
  };
  return (
    <>
      <Box component="form" noValidate onSubmit={submit}>
        <WhomFields
          whom={whom}
          wrong={wrong}
          refused={refused}
          onChange={(change) => setWhom((before) => ({ ...before, ...change }))}
        />
        <ModeChoice mode={mode} onChange={setMode} />
        {mode === 'compare' ? (
          <Compared
            chosen={chosen}
            form={said}
            wrong={wrong}
            refused={refused}
            onChoose={setChosen}
            onChange={setSaid}
          />
        ) : null}
        <Box sx={{ mb: 2 }}>
          <Button type="submit" variant="contained" size="large" disabled={pending}>
            {pending ? t.asking : t[mode]}
          </Button>
        </Box>
      </Box>
      <ResultSection answer={answer} problem={problem} gone={gone} onClear={clear} />
    </>
  );
};

/** "Akses Portal Browser": looks up one NIK at a time, with its reason. */
const SearchPage = () => {
  const t = useT().portal.search;
  return (
    <Guarded permission="portal.use">
      <PageHead title={t.title} help={t.help} />
      <PortalGate>{() => <Search />}</PortalGate>
    </Guarded>
  );
};
export default SearchPage;
