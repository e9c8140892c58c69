import { Alert, Button, Typography } from '@mui/material';
import { ListBase, useListContext } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { ReturnData, ReturnDataFaultRow } from '#contract/metering/duties-schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { PagesFooter } from '../common/PagesFooter.tsx';
import { ResourceTable } from '../common/ResourceTable.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import type { Column } from '../common/table-columns.ts';
import { useDetail } from '../data/useDetail.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { isUnderWay, Status } from './Status.tsx';

/** An open page follows the check. */
const followMs = 2_000;

const Data = ({ file }: { file: ReturnData }) => {
  const { duties, console: texts } = useT();
  const { facts, fileKept, fileDestroyed } = duties.returnData;
  return (
    <Section title={file.fileName}>
      <Facts
        facts={[
          [facts.institution, file.institutionName],
          [facts.status, <Status key="status" file={file} />],
          [facts.checked, formatCount(file.checkedRows)],
          [facts.accepted, formatCount(file.acceptedRows)],
          [facts.rejected, formatCount(file.rejectedRows)],
          [facts.uploaded, `${formatInstant(file.uploadedAt)} · ${file.uploadedByName}`],
          [facts.finished, file.finishedAt ? formatInstant(file.finishedAt) : texts.common.none],
          [
            facts.file,
            file.fileDeletedAt ? fill(fileDestroyed, { time: formatInstant(file.fileDeletedAt) }) : fileKept,
          ],
        ]}
      />
    </Section>
  );
};

const FaultTable = () => {
  const { returnData: t } = useT().duties;
  const { data, error, isPending, refetch } = useListContext<ReturnDataFaultRow>();
  const columns: Column<ReturnDataFaultRow>[] = [
    { key: 'line', label: t.line, align: 'right', render: ({ line }) => formatCount(line) },
    { key: 'column', label: t.column, render: ({ column }) => (column ? t.columnName[column] : t.wholeRow) },
    { key: 'cause', label: t.cause, card: 'title', render: ({ fault }) => t.fault[fault] },
  ];
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={4} />;
  return (
    <>
      <ResourceTable<ReturnDataFaultRow> columns={columns} />
      <PagesFooter />
    </>
  );
};

const Faults = ({ file }: { file: ReturnData }) => {
  const { returnData: t } = useT().duties;
  const any = file.rejectedRows > 0;
  return (
    <Section
      title={t.faults}
      action={
        any ? (
          <DownloadButton
            url={`/api/v1/return-data/${file.id}/faults.csv`}
            name="data-balikan-salah.csv"
            label={t.faultsFile}
          />
        ) : null
      }
    >
      <Typography variant="body2">{any ? t.faultsHelp : t.noFaults}</Typography>
      {any ? (
        <ListBase
          // Anew for each chunk that was checked.
          key={file.rejectedRows}
          resource="return-data-faults"
          filter={{ returnDataId: file.id }}
          sort={{ field: 'line', order: 'ASC' }}
          perPage={25}
          disableSyncWithLocation
          storeKey={false}
          exporter={false}
        >
          <FaultTable />
        </ListBase>
      ) : null}
    </Section>
  );
};

const Content = ({ id }: { id: string }) => {
  const { returnData: t } = useT().duties;
  const { data, error, isPending, refetch } = useDetail<ReturnData>('return-data', id, {
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? followMs : false),
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={8} />;
  const missing = data.missingColumns.join(', ');
  return (
    <>
      <PageHead title={t.title} help={t.help}>
        <Button component={Link} to="/return-data">
          {t.title}
        </Button>
      </PageHead>
      {data.refusal ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t.refusal[data.refusal]} {missing ? fill(t.missing, { columns: missing }) : null}
        </Alert>
      ) : null}
      <Data file={data} />
      {data.refusal ? null : <Faults file={data} />}
    </>
  );
};

/** One file of databalikan: how far its check has come, and its wrong rows. */
const ReturnDataPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="return-data.read">
      <Content id={id} />
    </Guarded>
  );
};
export default ReturnDataPage;
