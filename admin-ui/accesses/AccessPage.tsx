import { Alert, Button, Link as TextLink } from '@mui/material';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { AccessThread } from '#contract/metering/report-schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { CopyText } from '../common/CopyText.tsx';
import { type Fact, Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { useDetail } from '../data/useDetail.ts';
import { formatCount, formatInstant, formatMoment } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';
import { useMay } from '../session/me.ts';

const shortestReason = 10;

/** Opens the NIK with a reason; what was opened is shown until the page is left. */
const Unmask = ({ access }: { access: AccessThread }) => {
  const { accesses } = useT().reportPages;
  const [asking, setAsking] = useState(false);
  const [nik, setNik] = useState<string | null>(null);
  if (nik !== null) return <Alert severity="warning">{fill(accesses.unmasked, { nik })}</Alert>;
  const show = async (reason: string | undefined) => {
    const opened = await call('accesses.unmask', {
      params: { id: access.id },
      body: { reason: reason ?? '' },
    });
    setNik(opened.nik);
  };
  return (
    <>
      <Button variant="outlined" onClick={() => setAsking(true)}>
        {accesses.unmask}
      </Button>
      {asking ? (
        <ActDialog
          title={accesses.unmask}
          text={accesses.unmaskText}
          note="required"
          noteLabel={accesses.unmaskReason}
          shortest={{ letters: shortestReason, said: accesses.unmaskShort }}
          longest={500}
          yes={accesses.unmask}
          onYes={show}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

function useAccessFacts(access: AccessThread): Fact[] {
  const t = useT();
  const { reports } = t;
  const { accesses } = t.reportPages;
  const { subject, caseNumber } = access;
  return [
    [accesses.at, formatMoment(access.at)],
    [accesses.nik, access.nikMasked],
    [accesses.institution, access.institutionName],
    [accesses.product, access.productName],
    [accesses.channel, reports.channel[access.channel]],
    [accesses.method, reports.method[access.method]],
    [accesses.result, reports.result[access.result]],
    [accesses.quota, reports.outcome[access.outcome]],
    [accesses.subject, subject.kind === 'NOBODY' ? reports.nobody : subject.name],
    [accesses.branch, access.branch ?? reports.noBranch],
    [accesses.purpose, access.purpose === null ? accesses.purposeNone : t.portal.purposes[access.purpose]],
    ...(caseNumber === null ? [] : ([[accesses.caseNumber, caseNumber]] as const)),
    [accesses.address, access.address ?? t.console.common.none],
    [accesses.duration, fill(accesses.milliseconds, { count: formatCount(access.durationMs) })],
    [accesses.requestId, <CopyText key="request" text={access.requestId} />],
  ];
}

/** From the unit that it used back to the payment. */
const PaidBy = ({ access }: { access: AccessThread }) => {
  const t = useT();
  const { accesses, voucher: words } = t.reportPages;
  const mayOrders = useMay('orders.read');
  const { voucher, unit } = access;
  if (voucher === null || unit === null) return <Alert severity="info">{accesses.notPaid}</Alert>;
  const { orderId, kuitansi, kodeBilling, ntpn, paidAt } = voucher;
  const order =
    orderId !== null && kuitansi !== null ? (
      mayOrders ? (
        <KuitansiLink order={{ id: orderId, kuitansi }} />
      ) : (
        kuitansi
      )
    ) : (
      t.orders.voucherSource[voucher.source]
    );
  const range = { first: formatCount(voucher.firstUnit), last: formatCount(voucher.lastUnit) };
  return (
    <Facts
      facts={[
        [accesses.quota, fill(accesses.unit, { unit: formatCount(unit) })],
        [
          accesses.voucher,
          <TextLink key="voucher" component={Link} to={`/vouchers/${voucher.id}/show`}>
            {voucher.number}
          </TextLink>,
        ],
        [accesses.range, fill(words.rangeOf, range)],
        [accesses.order, order],
        ...(kodeBilling === null
          ? []
          : ([[accesses.kodeBilling, <CopyText key="code" text={kodeBilling} />]] as const)),
        ...(ntpn === null ? [] : ([[accesses.ntpn, <CopyText key="ntpn" text={ntpn} />]] as const)),
        ...(paidAt === null ? [] : ([[accesses.paidAt, formatInstant(paidAt)]] as const)),
      ]}
    />
  );
};

const Detail = ({ access }: { access: AccessThread }) => {
  const { accesses } = useT().reportPages;
  const facts = useAccessFacts(access);
  return (
    <>
      <Section title={accesses.data} action={access.mayUnmask ? <Unmask access={access} /> : null}>
        <Facts facts={facts} />
      </Section>
      <Section title={accesses.paidBy}>
        <PaidBy access={access} />
      </Section>
    </>
  );
};

const Content = ({ id }: { id: string }) => {
  const { accesses } = useT().reportPages;
  const { data, error, isPending, refetch } = useDetail<AccessThread>('accesses', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines />;
  return (
    <>
      <PageHead title={fill(accesses.showTitle, { id })}>
        <Button component={Link} to="/accesses">
          {accesses.back}
        </Button>
      </PageHead>
      <Detail access={data} />
    </>
  );
};

/** One access, and who paid for it. */
const AccessPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="accesses.read">
      <Content id={id} />
    </Guarded>
  );
};
export default AccessPage;
