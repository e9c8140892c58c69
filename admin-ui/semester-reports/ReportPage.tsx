import { Alert, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import type { SemesterReport } from '#contract/metering/duties-schemas';
import { type SemesterReportAction, semesterReportLifecycle } from '#contract/metering/semester-lifecycle';
import { ActDialog } from '../common/ActDialog.tsx';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { Timeline } from '../common/Timeline.tsx';
import { call } from '../data/call.ts';
import { useDetail } from '../data/useDetail.ts';
import { formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { Figures } from './Figures.tsx';
import { halfName, ReportStatus } from './parts.tsx';
import { Words } from './Words.tsx';

const Acts = ({ report, dirty, onDone }: { report: SemesterReport; dirty: boolean; onDone: () => void }) => {
  const { semester: t } = useT().duties;
  const notify = useNotify();
  const [asking, setAsking] = useState<SemesterReportAction | null>(null);
  const row = semesterReportLifecycle.rows.find(({ action }) => action === asking);
  const act = async (action: SemesterReportAction, note: string | undefined) => {
    await call('semesterReports.act', {
      params: { id: report.id, action },
      body: note === undefined ? {} : { note },
    });
    notify(t.done, { type: 'success' });
    onDone();
  };
  const press = (action: SemesterReportAction) =>
    dirty ? notify(t.notSaved, { type: 'warning' }) : setAsking(action);
  return (
    <>
      {report.allowed.map((action) => (
        <Button
          key={action}
          variant={action === 'return' ? 'outlined' : 'contained'}
          onClick={() => press(action)}
        >
          {t.action[action]}
        </Button>
      ))}
      {asking ? (
        <ActDialog
          title={t.action[asking]}
          text={t.actionText[asking]}
          note={row?.note ?? null}
          yes={t.action[asking]}
          onYes={(note) => act(asking, note)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
};

/** Nobody is suspended by a clock: a member of staff decides on the institution's page, by a letter. */
const Late = ({ report }: { report: SemesterReport }) => {
  const { semester: t } = useT().duties;
  const maySuspend = useMay('institutions.write');
  const isOwn = useMe()?.institution != null;
  return (
    <Alert
      severity="warning"
      sx={{ mb: 2 }}
      action={
        maySuspend ? (
          <Button
            component={Link}
            to={`/institutions/${report.institutionId}/show`}
            color="inherit"
            size="small"
          >
            {t.suspend}
          </Button>
        ) : null
      }
    >
      {isOwn ? t.lateOwn : t.lateText}
    </Alert>
  );
};

const History = ({ report }: { report: SemesterReport }) => {
  const { semester: t } = useT().duties;
  const entries = report.history.map((step) => ({
    key: step.version,
    title: t.step[step.action],
    to: t.status[step.to],
    meta: `${formatInstant(step.at)} · ${step.actorName}, ${step.actorUnit}`,
    note: step.note,
  }));
  return (
    <Section title={t.history}>
      <Timeline entries={entries} />
    </Section>
  );
};

const Data = ({ report }: { report: SemesterReport }) => {
  const t = useT();
  const { semester } = t.duties;
  return (
    <Section title={halfName(t, report.half)}>
      <Facts
        facts={[
          [semester.institution, report.institutionName],
          [semester.statusField, <ReportStatus key="status" report={report} />],
          [semester.due, formatDay(report.dueOn)],
          [
            semester.submitted,
            report.submittedAt ? formatInstant(report.submittedAt) : t.console.common.none,
          ],
        ]}
      />
    </Section>
  );
};

const Content = ({ id }: { id: string }) => {
  const { semester: t } = useT().duties;
  const client = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const { data, error, isPending, refetch } = useDetail<SemesterReport>('semester-reports', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={8} />;
  const changed = () => {
    setDirty(false);
    void client.invalidateQueries({ queryKey: ['semester-reports'] });
  };
  return (
    <>
      <PageHead title={t.title} help={t.help}>
        {data.submittedAt ? (
          <DownloadButton
            url={`/api/v1/semester-reports/${data.id}/receipt`}
            name="tanda-terima.pdf"
            label={t.receipt}
          />
        ) : null}
        <Acts report={data} dirty={dirty} onDone={changed} />
        <Button component={Link} to="/semester-reports">
          {t.title}
        </Button>
      </PageHead>
      {data.late ? <Late report={data} /> : null}
      <Data report={data} />
      <Words report={data} onSaved={changed} onDirty={setDirty} />
      <Figures report={data} />
      <History report={data} />
    </>
  );
};

/** One semester report: what it says, what may be done with it, what was done. */
const ReportPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="semester-reports.read">
      <Content id={id} />
    </Guarded>
  );
};
export default ReportPage;
