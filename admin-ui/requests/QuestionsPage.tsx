import { Box, Button } from '@mui/material';
import { Link } from 'react-router-dom';
import type { RequestSummary } from '#contract/requests/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatInstantIn } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { CodeLink, pathOf } from './columns.tsx';
import { KeepWalk } from './RequestList.tsx';
import { Applicant } from './Status.tsx';

function useColumns(): Column<RequestSummary>[] {
  const t = useT();
  const { queue, questions } = t.requestPages;
  return [
    {
      key: 'code',
      label: queue.columns.code,
      card: 'title',
      render: (request) => <CodeLink request={request} />,
    },
    {
      key: 'applicant',
      label: queue.columns.applicant,
      card: 'subtitle',
      render: (request) => <Applicant request={request} />,
    },
    {
      key: 'step',
      label: questions.step,
      render: (request) => (request.step ? t.requests.step[request.step] : t.console.common.none),
    },
    {
      key: 'asked',
      label: questions.asked,
      render: (request) => (
        <Box sx={{ minWidth: 110 }}>
          {request.stepSince ? formatInstantIn(request.stepSince, request.zone) : t.console.common.none}
        </Box>
      ),
    },
    {
      key: 'answer',
      label: '',
      card: 'bare',
      render: (request) => (
        <Button component={Link} to={pathOf(request)} size="small" variant="outlined">
          {questions.answer}
        </Button>
      ),
    },
  ];
}

/** What the centre wants to know from the office. */
const QuestionsPage = () => {
  const { questions } = useT().requestPages;
  return (
    <Guarded permission="requests.intake">
      <ListPage<RequestSummary>
        resource="requests"
        storeKey="questions"
        title={questions.title}
        help={questions.help}
        columns={useColumns()}
        to={pathOf}
        sort={{ field: 'queue', order: 'ASC' }}
        filter={{ stepStatus: 'KLARIFIKASI' }}
        filters={<KeepWalk />}
        empty={questions.empty}
      />
    </Guarded>
  );
};
export default QuestionsPage;
