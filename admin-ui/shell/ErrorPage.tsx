import { Box, Button, Stack, Typography } from '@mui/material';
import { type ErrorInfo, type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useT } from '../i18n/texts.ts';

const Message = (props: { title: string; text: string; children?: ReactNode }) => (
  <Box sx={{ maxWidth: 620, mx: 'auto', mt: 8, px: 2 }}>
    <Typography variant="h1" sx={{ mb: 1.5 }}>
      {props.title}
    </Typography>
    <Typography sx={{ mb: 3, color: 'text.secondary' }}>{props.text}</Typography>
    <Stack direction="row" spacing={1.5}>
      {props.children}
    </Stack>
  </Box>
);

const HomeButton = ({ onClick }: { onClick?: () => void }) => (
  <Button component={Link} to="/" variant="outlined" {...(onClick ? { onClick } : {})}>
    {useT().console.error.home}
  </Button>
);

/** A chunk of an older version is gone after an update: reloading brings the new one. */
const isOldChunk = (error: Error | undefined): boolean =>
  /dynamically imported module|module script failed/i.test(error?.message ?? '');

/** Shown when drawing a page failed. The details go to the browser's console, not to the person. */
export const ErrorPage = (props: {
  error?: Error;
  errorInfo?: ErrorInfo;
  resetErrorBoundary?: (...args: unknown[]) => void;
}) => {
  const t = useT();
  const { pathname } = useLocation();
  const reset = props.resetErrorBoundary;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page that failed is left behind when the path changes
  useEffect(() => () => reset?.(), [pathname]);
  const text = isOldChunk(props.error) ? t.console.error.newVersion : t.console.error.pageHelp;
  return (
    <Message title={t.console.error.pageTitle} text={text}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {t.console.error.reload}
      </Button>
      <HomeButton onClick={() => reset?.()} />
    </Message>
  );
};

export const DeniedPage = () => {
  const t = useT();
  return (
    <Message title={t.console.error.deniedTitle} text={t.console.error.denied}>
      <HomeButton />
    </Message>
  );
};

export const MissingPage = () => {
  const t = useT();
  return (
    <Message title={t.console.error.missingTitle} text={t.console.error.missing}>
      <HomeButton />
    </Message>
  );
};
