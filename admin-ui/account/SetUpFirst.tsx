import { Box, Button, Card, Stack, Typography } from '@mui/material';
import { useT } from '../i18n/texts.ts';
import { useAskMeAgain } from '../session/me.ts';
import { useLeave } from '../session/useLeave.ts';
import { LanguageButton } from '../shell/TopBar.tsx';
import { SetUpSteps } from './SetUpSteps.tsx';

/**
 * In place of the console for somebody whose role must have a second factor and who has none: the server answers him
 * nothing else until it is on.
 */
const SetUpFirst = () => {
  const t = useT();
  const askMeAgain = useAskMeAgain();
  const leave = useLeave();
  const { first } = t.accountPages;
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Card sx={{ p: 3, width: '100%', maxWidth: 560 }}>
        <Typography variant="h1" sx={{ mb: 1 }}>
          {first.title}
        </Typography>
        <Typography sx={{ mb: 2.5 }}>{first.help}</Typography>
        <SetUpSteps replacing={false} onDone={() => void askMeAgain()} />
        <Stack
          direction="row"
          sx={{ mt: 3, justifyContent: 'space-between', '@media print': { display: 'none' } }}
        >
          <Button size="small" onClick={leave}>
            {t.console.profile.logout}
          </Button>
          <LanguageButton color="primary" />
        </Stack>
      </Card>
    </Box>
  );
};
export default SetUpFirst;
