import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { fieldSentence, sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { CodeField } from '../session/CodeField.tsx';
import type { Proof } from './two-factor.ts';

interface ProofFormProps {
  readonly help: string;
  readonly yes: string;
  readonly danger?: boolean;
  /** Somebody who has no app yet has no code to give. */
  readonly withoutCode?: boolean;
  readonly onYes: (proof: Proof) => Promise<unknown>;
  readonly onClose?: (() => void) | undefined;
}

/** Asks for the password and a code before a change of the second factor. */
export const ProofForm = (props: ProofFormProps) => {
  const t = useT();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setPending(true);
    setProblem(null);
    try {
      await props.onYes({ password, code });
    } catch (error) {
      setProblem(error);
    }
    setPending(false);
  };
  const wrongPassword = fieldSentence(problem, 'password');
  const incomplete = password === '' || (!props.withoutCode && code.trim() === '');
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <Typography>{props.help}</Typography>
      {problem ? <Alert severity="error">{sentenceOf(problem)}</Alert> : null}
      <TextField
        required
        autoFocus={props.withoutCode === true}
        type="password"
        autoComplete="current-password"
        label={t.console.login.password}
        value={password}
        error={wrongPassword !== null}
        helperText={wrongPassword}
        onChange={(event) => setPassword(event.target.value)}
      />
      {props.withoutCode ? null : <CodeField value={code} onChange={setCode} />}
      <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
        {props.onClose ? <Button onClick={props.onClose}>{t.console.common.dismiss}</Button> : null}
        <Button
          type="submit"
          variant="contained"
          color={props.danger ? 'error' : 'primary'}
          disabled={pending || incomplete}
        >
          {props.yes}
        </Button>
      </Stack>
    </Stack>
  );
};
