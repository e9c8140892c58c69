import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from '@mui/material';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { NoteTemplates } from './NoteTemplates.tsx';
import { useHeldRows } from './row-hold.ts';

interface ActDialogProps {
  readonly title: string;
  readonly text?: string | undefined;
  /** Whether a note must or may be written; absent for none. */
  readonly note?: 'required' | 'optional' | null;
  /** Sentences that the note may begin with; `onTemplate` hears which was taken. */
  readonly templates?: readonly string[];
  readonly onTemplate?: (sentence: string) => void;
  /** Further fields under the note. */
  readonly below?: ReactNode;
  /** Name of the note's field, where it is no plain note. */
  readonly noteLabel?: string;
  readonly longest?: number;
  /** Who will read the note, or what it is for. */
  readonly noteHelp?: string | undefined;
  /** Letters that a required note has at least, with what is said when it has fewer. */
  readonly shortest?: { readonly letters: number; readonly said: string };
  /** Enter at once means yes: for an act that is done many times a day and can be taken back. */
  readonly quick?: boolean;
  readonly yes: string;
  readonly danger?: boolean;
  /** Further fields above the note. */
  readonly children?: ReactNode;
  /** Checks the further fields; false keeps the dialog open without sending. */
  readonly check?: () => boolean;
  readonly onYes: (note: string | undefined) => Promise<unknown>;
  readonly onClose: () => void;
}

const shortestNote = 3;

/** Ctrl+Enter sends from inside the note, where Enter begins a new line. */
const sendByKey = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.target as HTMLElement).closest('form')?.requestSubmit();
};

interface NoteFieldProps
  extends Pick<
    ActDialogProps,
    'templates' | 'onTemplate' | 'noteLabel' | 'noteHelp' | 'shortest' | 'longest'
  > {
  readonly note: 'required' | 'optional';
  readonly value: string;
  readonly wrong: boolean;
  readonly onChange: (note: string) => void;
  readonly children?: ReactNode;
}

const NoteField = (props: NoteFieldProps) => {
  const { common } = useT().console;
  const field = useRef<HTMLTextAreaElement>(null);
  const required = props.note === 'required';
  const pick = (sentence: string) => {
    props.onChange(sentence);
    props.onTemplate?.(sentence);
    field.current?.focus();
  };
  return (
    <>
      {props.templates ? <NoteTemplates sentences={props.templates} onPick={pick} /> : null}
      <TextField
        fullWidth
        multiline
        minRows={3}
        sx={{ mt: 1 }}
        label={props.noteLabel ?? (required ? common.noteRequired : common.noteOptional)}
        value={props.value}
        error={props.wrong}
        helperText={props.wrong ? (props.shortest?.said ?? common.noteTooShort) : props.noteHelp}
        autoFocus={required && props.children === undefined && !props.templates}
        inputRef={field}
        onKeyDown={sendByKey}
        slotProps={{ htmlInput: { maxLength: props.longest ?? 2_000 } }}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </>
  );
};

/** Asks before an act, takes its note, and keeps everything written when the act is refused. */
export const ActDialog = (props: ActDialogProps) => {
  const t = useT();
  useHeldRows();
  const [note, setNote] = useState('');
  const [noteWrong, setNoteWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const written = note.trim();
    const missing = props.note === 'required' && written.length < (props.shortest?.letters ?? shortestNote);
    setNoteWrong(missing);
    if (missing || props.check?.() === false) return;
    setPending(true);
    setProblem(null);
    try {
      await props.onYes(written === '' ? undefined : written);
      props.onClose();
    } catch (error) {
      setProblem(sentenceOf(error));
      setPending(false);
    }
  };
  return (
    <Dialog open onClose={pending ? undefined : props.onClose} fullWidth maxWidth="sm">
      <Box component="form" onSubmit={submit} noValidate sx={{ display: 'contents' }}>
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent>
          {props.text ? <Typography sx={{ mb: 2 }}>{props.text}</Typography> : null}
          {problem ? (
            <Alert severity="error" sx={{ mb: 2 }}>
              {problem}
            </Alert>
          ) : null}
          {props.children}
          {props.note ? (
            <NoteField {...props} note={props.note} value={note} wrong={noteWrong} onChange={setNote} />
          ) : null}
          {props.below}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose} disabled={pending}>
            {t.console.common.dismiss}
          </Button>
          <Button
            type="submit"
            variant="contained"
            autoFocus={props.quick === true}
            color={props.danger ? 'error' : 'primary'}
            disabled={pending}
          >
            {pending ? t.console.detail.pending : props.yes}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
};
