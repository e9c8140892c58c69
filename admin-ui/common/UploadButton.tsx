import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Button, type ButtonProps } from '@mui/material';
import { useRef, useState } from 'react';
import { fill } from '#contract/i18n/index';
import { upload } from '../data/files.ts';
import { useT } from '../i18n/texts.ts';
import { useDo } from './useDo.ts';

interface UploadButtonProps<T> {
  readonly url: string;
  readonly label: string;
  readonly accept: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Said when the file is stored; nothing is said when absent. */
  readonly done?: string;
  readonly onDone?: (answer: T) => unknown;
  /** Called on failure instead of the notification; returns true when it has said it all. */
  readonly onFailed?: (error: unknown) => boolean;
  /** Shown after the file has gone while the server still works on it. */
  readonly working?: string;
  readonly variant?: ButtonProps['variant'];
}

/** Chooses a file, sends it and shows how much has gone. */
export const UploadButton = <T,>(props: UploadButtonProps<T>) => {
  const t = useT();
  const { run, pending } = useDo();
  const [percent, setPercent] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const choose = (file: File | undefined) => {
    if (!file) return;
    setPercent(0);
    void run(() => upload<T>(props.url, file, props.fields ?? {}, setPercent), {
      ...(props.done === undefined ? {} : { done: props.done }),
      ...(props.onDone ? { after: props.onDone } : {}),
      ...(props.onFailed ? { failed: props.onFailed } : {}),
    });
    if (input.current) input.current.value = '';
  };
  const label =
    pending && percent === 100 && props.working
      ? props.working
      : pending
        ? fill(t.console.common.uploading, { percent })
        : props.label;
  return (
    <>
      <Button
        size="small"
        variant={props.variant ?? 'outlined'}
        startIcon={<UploadIcon />}
        disabled={pending}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.label}
        onChange={(event) => choose(event.target.files?.[0])}
      />
    </>
  );
};
