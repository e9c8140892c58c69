import AccountIcon from '@mui/icons-material/AccountCircleOutlined';
import ExpandIcon from '@mui/icons-material/ExpandMore';
import { Box, Button, Divider, Menu, MenuItem, Typography } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router-dom';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { useLeave } from '../session/useLeave.ts';

const PasswordDialog = lazy(() =>
  import('../session/PasswordDialog.tsx').then((module) => ({ default: module.PasswordDialog })),
);

/** For screen readers; what stands beside it is read after it. */
const onlyHeard = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** Who is signed in, in which roles; the password and the way out. */
export const PersonMenu = () => {
  const t = useT();
  const me = useMe();
  const leave = useLeave();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [password, setPassword] = useState(false);
  const roleText = me?.roles.map((role) => t.actors[role]).join(', ') ?? '';
  return (
    <>
      <Button
        color="inherit"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        startIcon={<AccountIcon />}
        endIcon={<ExpandIcon sx={{ display: { xs: 'none', md: 'inline' } }} />}
        sx={{ minWidth: 0, textAlign: 'left', '& .MuiButton-startIcon': { mr: { xs: 0, md: 1 } } }}
      >
        <Box component="span" sx={onlyHeard}>
          {t.console.profile.open}:{' '}
        </Box>
        <Box sx={{ display: { xs: 'none', md: 'block' }, maxWidth: 260 }}>
          <Typography noWrap sx={{ fontSize: '0.88rem', fontWeight: 650, lineHeight: 1.2 }}>
            {me?.name ?? ''}
          </Typography>
          <Typography noWrap sx={{ fontSize: '0.73rem', opacity: 0.85, lineHeight: 1.2 }}>
            {roleText}
          </Typography>
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box sx={{ px: 2, py: 1, maxWidth: 320 }}>
          <Typography sx={{ fontWeight: 650 }}>{me?.name}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {me?.email}
          </Typography>
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {t.console.profile.roles}: {roleText}
          </Typography>
        </Box>
        <Divider />
        <MenuItem component={Link} to="/account" onClick={() => setAnchor(null)}>
          {t.accountPages.title}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setPassword(true);
          }}
        >
          {t.console.profile.changePassword}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            leave();
          }}
        >
          {t.console.profile.logout}
        </MenuItem>
      </Menu>
      <Suspense fallback={null}>
        {password ? <PasswordDialog onClose={() => setPassword(false)} /> : null}
      </Suspense>
    </>
  );
};
