import { Badge, ListSubheader } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Menu, useSidebarState } from 'react-admin';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { type MenuGroup, type MenuItem, menuFor } from './menu-items.ts';

const CartBadge = ({ item }: { item: MenuItem }) => {
  const cart = useQuery({ queryKey: ['cart'], queryFn: () => call('cart.read', {}), staleTime: 60_000 });
  return (
    <Badge badgeContent={cart.data?.lines.length ?? 0} color="secondary">
      <item.icon />
    </Badge>
  );
};

const Group = ({ group }: { group: MenuGroup }) => {
  const t = useT();
  const [open] = useSidebarState();
  return (
    <>
      {group.label && open ? (
        <ListSubheader
          disableSticky
          // A menu holds its items alone: to a screen reader this is text between them.
          role="presentation"
          sx={{
            lineHeight: 1.2,
            pt: 2,
            pb: 0.75,
            px: 2.5,
            fontSize: '0.72rem',
            fontWeight: 700,
            letterSpacing: '0.06em',
            textTransform: 'uppercase',
            color: 'text.secondary',
            backgroundColor: 'transparent',
          }}
        >
          {t.console.menu[group.label]}
        </ListSubheader>
      ) : null}
      {group.items.map((item) => (
        <Menu.Item
          key={item.to}
          to={item.to}
          primaryText={t.console.menu[item.label]}
          leftIcon={item.badge === 'cart' ? <CartBadge item={item} /> : <item.icon />}
        />
      ))}
    </>
  );
};

/** The menu of the signed-in person: only what exists and what the roles open. */
export const MainMenu = () => {
  const me = useMe();
  return (
    <Menu sx={{ pt: 1, pb: 4 }}>
      {me ? menuFor(me).map((group) => <Group key={group.label ?? 'first'} group={group} />) : null}
    </Menu>
  );
};
