import { Box, ButtonBase, Card, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { useT } from '../i18n/texts.ts';
import type { MenuGroup } from '../shell/menu-items.ts';

/** The person's pages as large targets, where there are no figures to show. */
export const Shortcuts = ({ groups }: { groups: readonly MenuGroup[] }) => {
  const t = useT();
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
      {groups
        .flatMap((group) => group.items)
        .map((item) => (
          <Card key={item.to}>
            <ButtonBase
              component={Link}
              to={item.to}
              sx={{ width: '100%', p: 2.5, justifyContent: 'flex-start', gap: 1.5, color: 'primary.main' }}
            >
              <item.icon />
              <Typography sx={{ fontWeight: 650 }}>{t.console.menu[item.label]}</Typography>
            </ButtonBase>
          </Card>
        ))}
    </Box>
  );
};
