import { Box, Button, Typography } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import type { ComplaintDetail } from '#contract/complaints/schemas';
import { fill } from '#contract/i18n/index';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { NoticeList } from '../common/NoticeList.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { Timeline, type TimelineEntry } from '../common/Timeline.tsx';
import { useDetail } from '../data/useDetail.ts';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { ComplaintActions } from './ComplaintActions.tsx';
import { ComplaintStatusChip } from './ComplaintStatusChip.tsx';

function useEntries({ history }: ComplaintDetail): TimelineEntry[] {
  const { complaints, actors } = useT();
  const nameOf = (action: string) =>
    (complaints.action as Readonly<Record<string, string>>)[action] ?? action;
  return history.map((row, at) => ({
    key: `${row.at}-${at}`,
    title: nameOf(row.action),
    to: complaints.status[row.to],
    meta: [
      formatInstant(row.at),
      ...(row.actorRole === 'pemohon'
        ? [complaints.desk.citizen]
        : [row.actorName || actors[row.actorRole], row.actorUnit]),
      row.saidToCitizen ? complaints.desk.readByCitizen : '',
    ]
      .filter(Boolean)
      .join(' · '),
    note: row.note,
  }));
}

const Access = ({ complaint }: { complaint: ComplaintDetail }) => {
  const { complaints, trail } = useT();
  return (
    <Section title={complaints.desk.access}>
      <Facts
        facts={[
          [trail.at, formatInstant(complaint.accessAt)],
          [trail.institution, complaint.institutionName],
          [trail.purposeLabel, complaint.purpose ? trail.purpose[complaint.purpose] : trail.purposeNone],
          [trail.kindLabel, trail.kind[complaint.kind]],
          [trail.channelLabel, trail.channel[complaint.channel]],
          [complaints.desk.requestId, complaint.accessRequestId],
        ]}
      />
    </Section>
  );
};

/** Whether the citizen, and the institution that is asked, could be told. */
const Notices = ({ notices }: Pick<ComplaintDetail, 'notices'>) => {
  const { desk } = useT().complaints;
  if (notices === null) return null;
  return (
    <Section title={desk.notices}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {desk.noticesHelp}
      </Typography>
      <NoticeList notices={notices} time={formatInstant} />
    </Section>
  );
};

const Content = ({ id }: { id: string }) => {
  const t = useT();
  const { data, error, isPending, refetch } = useDetail<ComplaintDetail>('access-complaints', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={8} />;
  return <Detail complaint={data} title={t.complaints.page.heading.replace('{number}', data.number)} />;
};

const Detail = ({ complaint, title }: { complaint: ComplaintDetail; title: string }) => {
  const { complaints } = useT();
  const mayPrint = useMay('complaint-receipts.read');
  const entries = useEntries(complaint);
  return (
    <>
      <PageHead title={title} help={complaints.statusHelp[complaint.status]}>
        <ComplaintStatusChip complaint={complaint} />
        {mayPrint ? (
          <DownloadButton
            url={`/api/v1/access-complaints/${complaint.id}/receipt`}
            name="tanda-terima-pengaduan.pdf"
            label={complaints.desk.receipt}
          />
        ) : null}
        <Button component={Link} to="/access-complaints">
          {complaints.desk.title}
        </Button>
      </PageHead>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Section title={complaints.desk.text}>
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {complaint.text}
            </Typography>
          </Section>
          <Access complaint={complaint} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Section title={complaints.desk.act}>
            {complaint.answerDueAt ? (
              <Typography sx={{ mb: 1 }}>
                {fill(complaints.desk.dueBy, { time: formatInstant(complaint.answerDueAt) })}
              </Typography>
            ) : null}
            <ComplaintActions complaint={complaint} />
          </Section>
          {complaint.outcome ? (
            <Section title={complaints.outcomeLabel}>{complaints.outcome[complaint.outcome]}</Section>
          ) : null}
          <Section title={complaints.desk.history}>
            <Timeline entries={entries} />
          </Section>
          <Notices notices={complaint.notices} />
        </Box>
      </Box>
    </>
  );
};

/** One complaint: what was written, which access it is about, what was done, and what may be done now. */
const ComplaintPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="complaints.read">
      <Content id={id} />
    </Guarded>
  );
};
export default ComplaintPage;
