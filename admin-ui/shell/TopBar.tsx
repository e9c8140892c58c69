import LanguageIcon from '@mui/icons-material/TranslateOutlined';
import { Box, Button, Chip, Tooltip, Typography } from '@mui/material';
import { AppBar, useLocaleState, useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { useT } from '../i18n/texts.ts';
import { useAppInfo } from '../session/app-info.ts';
import { useMe } from '../session/me.ts';
import { PersonMenu } from './PersonMenu.tsx';

/** Switches between Indonesian and English; the button names the other language. */
export const LanguageButton = ({ color = 'inherit' }: { color?: 'inherit' | 'primary' }) => {
  const t = useT();
  const notify = useNotify();
  const [locale, setLocale] = useLocaleState();
  const other = locale === 'en' ? 'id' : 'en';
  const change = () =>
    Promise.resolve(setLocale(other)).catch(() => notify('ra.notification.i18n_error', { type: 'error' }));
  return (
    <Tooltip describeChild title={t.console.common.language}>
      <Button
        color={color}
        size="small"
        startIcon={<LanguageIcon fontSize="small" />}
        onClick={change}
        lang={other}
      >
        {other.toUpperCase()}
      </Button>
    </Tooltip>
  );
};

const Title = () => {
  const t = useT();
  const me = useMe();
  const info = useAppInfo();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, flex: 1, minWidth: 0 }}>
      <Box component={Link} to="/" sx={{ color: 'inherit', textDecoration: 'none', minWidth: 0 }}>
        <Typography noWrap sx={{ fontWeight: 700, lineHeight: 1.15, fontSize: '1.02rem' }}>
          {t.console.app.name}
        </Typography>
        <Typography noWrap sx={{ fontSize: '0.75rem', opacity: 0.85, lineHeight: 1.2 }}>
          {me?.institution?.name ?? me?.unit ?? t.console.app.directorate}
        </Typography>
      </Box>
      {info.data?.mode === 'demo' ? (
        <Tooltip title={t.console.app.demoHelp}>
          <Chip
            label={t.console.app.demoBadge}
            size="small"
            sx={{
              backgroundColor: '#e0b354',
              color: '#2a1e00',
              fontWeight: 700,
              height: 20,
              fontSize: '0.7rem',
            }}
          />
        </Tooltip>
      ) : null}
    </Box>
  );
};

/** The bar: what this is, whose institution one sees, the language, the person. */
export const TopBar = () => (
  <AppBar color="primary" alwaysOn toolbar={<LanguageButton />} userMenu={<PersonMenu />}>
    <Title />
  </AppBar>
);
