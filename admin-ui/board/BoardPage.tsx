import { Box, Tab, Tabs, useMediaQuery } from '@mui/material';
import type { Theme } from '@mui/material/styles';
import { useStore } from 'react-admin';
import { type RequestStep, requestSteps } from '#contract/requests/steps';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { useT } from '../i18n/texts.ts';
import { BoardColumn } from './BoardColumn.tsx';

/** Both steps beside each other where there is room, else one at a time. */
const Columns = () => {
  const t = useT();
  const both = useMediaQuery<Theme>((theme) => theme.breakpoints.up('lg'), { noSsr: true });
  const [step, setStep] = useStore<RequestStep>('board.step', requestSteps[0]);
  if (both) {
    return (
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        }}
      >
        {requestSteps.map((name) => (
          <BoardColumn key={name} step={name} />
        ))}
      </Box>
    );
  }
  return (
    <>
      <Tabs
        value={step}
        onChange={(_, next: RequestStep) => setStep(next)}
        variant="fullWidth"
        aria-label={t.requestPages.board.steps}
        sx={{ mb: 1.5 }}
      >
        {requestSteps.map((name) => (
          <Tab key={name} value={name} label={t.requests.step[name]} />
        ))}
      </Tabs>
      <BoardColumn key={step} step={step} />
    </>
  );
};

/** The board of the centre: the steps of Proses Pengerjaan, worked in batches or one by one. */
const BoardPage = () => {
  const { board } = useT().requestPages;
  return (
    <Guarded permission="steps.work">
      <PageHead title={board.title} help={board.help} />
      <Columns />
    </Guarded>
  );
};
export default BoardPage;
