import { Alert, Box, Button, Skeleton, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { HttpError } from 'react-admin';
import { fieldSentences, sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';

/** Grey lines while something is on its way. */
export const LoadingLines = ({ lines = 5 }: { lines?: number }) => (
  <Stack spacing={1} sx={{ p: 2 }} role="status" aria-label={useT().console.common.loading}>
    {Array.from({ length: lines }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
      <Skeleton key={index} variant="rounded" height={26} />
    ))}
  </Stack>
);

/** What went wrong while reading, and the button that asks again. */
export const LoadError = (props: { error: unknown; onRetry: () => void }) => {
  const t = useT();
  const requestId =
    props.error instanceof HttpError && typeof props.error.body?.requestId === 'string'
      ? props.error.body.requestId
      : null;
  return (
    <Alert
      severity="error"
      sx={{ m: 2 }}
      action={
        <Button color="inherit" onClick={props.onRetry}>
          {t.console.error.retry}
        </Button>
      }
    >
      <strong>{t.console.error.loadFailed}.</strong>{' '}
      {[sentenceOf(props.error), ...fieldSentences(props.error)].join(' ')}
      {requestId ? (
        <Typography component="div" sx={{ fontSize: '0.75rem', mt: 0.5 }}>
          {t.console.error.requestId.replace('{id}', requestId)}
        </Typography>
      ) : null}
    </Alert>
  );
};

/** An empty list says why it is empty and what to do. */
export const EmptyMessage = (props: { text: string; children?: ReactNode }) => (
  <Box sx={{ p: { xs: 3, md: 5 }, textAlign: 'center' }}>
    <Typography sx={{ color: 'text.secondary', mb: props.children ? 2 : 0 }}>{props.text}</Typography>
    {props.children}
  </Box>
);
