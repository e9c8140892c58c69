import { Box, Button, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { SemesterReport } from '#contract/metering/duties-schemas';
import { Section } from '../common/Facts.tsx';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

const fields = ['purpose', 'obstacles', 'followUps'] as const;
type Field = (typeof fields)[number];

interface WordsProps {
  readonly report: SemesterReport;
  readonly onSaved: () => void;
  /** Whether something is written that was not saved. */
  readonly onDirty: (dirty: boolean) => void;
}

/** What the institution writes; a page of its own version, so that nothing is overwritten. */
const Form = ({ report, onSaved, onDirty }: WordsProps) => {
  const { semester: t } = useT().duties;
  const { run, pending } = useDo();
  const [words, setWords] = useState<Record<Field, string>>({
    purpose: report.purpose,
    obstacles: report.obstacles,
    followUps: report.followUps,
  });
  const save = () =>
    run(
      () =>
        call('semesterReports.write', {
          params: { id: report.id },
          body: { ...words, version: report.version },
        }),
      { done: t.saved, after: onSaved },
    );
  const change = (field: Field, text: string) => {
    const next = { ...words, [field]: text };
    setWords(next);
    onDirty(fields.some((each) => next[each] !== report[each]));
  };
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {t.wordsHelp}
      </Typography>
      {fields.map((field) => (
        <TextField
          key={field}
          fullWidth
          multiline
          minRows={3}
          sx={{ mb: 2 }}
          label={t[field]}
          required={field === 'purpose'}
          value={words[field]}
          onChange={(event) => change(field, event.target.value)}
          slotProps={{ htmlInput: { maxLength: 5_000 } }}
        />
      ))}
      <Button variant="outlined" disabled={pending} onClick={() => void save()}>
        {t.save}
      </Button>
    </>
  );
};

const Read = ({ report }: { report: SemesterReport }) => {
  const { duties, console: texts } = useT();
  return fields.map((field) => (
    <Box key={field} sx={{ mb: 1.5 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {duties.semester[field]}
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {report[field] || texts.common.none}
      </Typography>
    </Box>
  ));
};

export const Words = (props: WordsProps) => {
  const { semester: t } = useT().duties;
  return (
    <Section title={t.words}>
      {props.report.editable ? (
        <Form key={props.report.version} {...props} />
      ) : (
        <Read report={props.report} />
      )}
    </Section>
  );
};
