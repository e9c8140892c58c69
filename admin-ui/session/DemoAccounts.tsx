import OpenIcon from '@mui/icons-material/OpenInNewOutlined';
import { Box, Button, Card, Chip, Stack, Typography } from '@mui/material';
import type { AppInfo } from '#contract/accounts/schemas';
import { useT } from '../i18n/texts.ts';
import type { SignInSteps } from './useSignIn.ts';

const ToolLink = (props: { href: string | null; label: string }) =>
  props.href ? (
    <Button
      component="a"
      href={props.href}
      target="_blank"
      rel="noopener"
      size="small"
      variant="outlined"
      endIcon={<OpenIcon fontSize="small" />}
    >
      {props.label}
    </Button>
  ) : null;

type Account = AppInfo['demo']['accounts'][number];

/** `DEMO PUSAT: pemesan` stands under DEMO PUSAT; accounts of no institution come last, under the directorate. */
export function groupAccounts(
  accounts: readonly Account[],
): [group: string | null, rows: [string, Account][]][] {
  const groups = new Map<string | null, [string, Account][]>();
  for (const account of accounts) {
    const [first = '', ...rest] = account.label.split(': ');
    const group = rest.length > 0 ? first : null;
    const name = rest.length > 0 ? rest.join(': ') : first;
    groups.set(group, [...(groups.get(group) ?? []), [name, account]]);
  }
  return [...groups];
}

/** The demo's people, one press each, and the simulators that belong to the walk. Never shown in production. */
export const DemoAccounts = ({ demo, steps }: { demo: AppInfo['demo']; steps: SignInSteps }) => {
  const t = useT();
  const { signIn, pending } = steps;
  return (
    <Card sx={{ p: 3 }}>
      <Typography variant="h2">{t.console.login.demoTitle}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {t.console.login.demoHelp}
      </Typography>
      {groupAccounts(demo.accounts).map(([group, rows]) => (
        <Box key={group ?? ''} sx={{ mb: 1.25 }}>
          <Typography sx={{ fontSize: '0.78rem', fontWeight: 650, color: 'text.secondary', mb: 0.5 }}>
            {group ?? t.console.login.demoStaff}
          </Typography>
          <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75 }}>
            {rows.map(([name, account]) => (
              <Chip
                key={account.email}
                label={name}
                title={account.email}
                clickable
                disabled={pending}
                size="small"
                variant="outlined"
                color="primary"
                onClick={() => void signIn(account.email, account.password)}
              />
            ))}
          </Stack>
        </Box>
      ))}
      {demo.tellerUrl || demo.inboxUrl || demo.phoneUrl ? (
        <>
          <Typography variant="h3" sx={{ mt: 2.5, mb: 1 }}>
            {t.console.login.demoLinks}
          </Typography>
          <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
            <ToolLink href={demo.tellerUrl} label={t.console.login.teller} />
            <ToolLink href={demo.inboxUrl} label={t.console.login.inbox} />
            <ToolLink href={demo.phoneUrl} label={t.console.login.phone} />
          </Stack>
        </>
      ) : null}
    </Card>
  );
};
