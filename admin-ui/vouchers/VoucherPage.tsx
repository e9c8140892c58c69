import { Box, Button } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { AccessRow } from '#contract/metering/report-schemas';
import { validityOf } from '#contract/metering/validity';
import { validitySentences } from '#contract/metering/validity-words';
import type { Voucher } from '#contract/orders/schemas';
import { useAccessColumns } from '../accesses/columns.tsx';
import { CopyText } from '../common/CopyText.tsx';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { LevelBar } from '../common/LevelBar.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { useDetail } from '../data/useDetail.ts';
import { formatCount, formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { VoucherSourceCell } from './VoucherSourceCell.tsx';

/** The accesses whose units lie in the voucher's range. */
const Thread = ({ voucher }: { voucher: Voucher }) => {
  const { accesses, voucher: words } = useT().reportPages;
  return (
    <Box sx={{ mt: 3 }}>
      <ListPage<AccessRow>
        resource="accesses"
        storeKey={`voucher.${voucher.id}`}
        title={words.thread}
        columns={useAccessColumns()}
        to={({ id }) => `/accesses/${id}/show`}
        sort={{ field: 'at', order: 'DESC' }}
        filter={{ voucherId: voucher.id }}
        empty={accesses.emptyVoucher}
      />
    </Box>
  );
};

/** What becomes of its units, by the rule of its day of issue. */
const Rule = ({ issuedOn }: { issuedOn: string }) => {
  const sentences = validitySentences(useT(), validityOf(issuedOn).rule);
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </Box>
  );
};

const Detail = ({ voucher }: { voucher: Voucher }) => {
  const t = useT();
  const words = t.reportPages.voucher;
  const validity = t.validity.page;
  const range = { first: formatCount(voucher.firstUnit), last: formatCount(voucher.lastUnit) };
  return (
    <Section title={words.data}>
      <Facts
        facts={[
          [words.institution, voucher.institutionName],
          [words.product, `${voucher.serviceName} – ${voucher.productName}`],
          [words.units, formatCount(voucher.units)],
          [words.used, formatCount(voucher.used)],
          ...(voucher.lapsed > 0 ? [[validity.lapsed, formatCount(voucher.lapsed)] as const] : []),
          ...(voucher.returned > 0 ? [[words.returned, formatCount(voucher.returned)] as const] : []),
          [words.left, <LevelBar key="left" left={voucher.left} base={voucher.units} />],
          [words.range, fill(words.rangeOf, range)],
          [words.source, <VoucherSourceCell key="source" voucher={voucher} />],
          [words.ntpn, voucher.ntpn ? <CopyText key="ntpn" text={voucher.ntpn} /> : t.console.common.none],
          [words.issued, formatInstant(voucher.issuedAt)],
          [validity.validUntil, voucher.validUntil ? formatDay(voucher.validUntil) : validity.noEnd],
          [validity.title, <Rule key="rule" issuedOn={voucher.issuedOn} />],
        ]}
      />
    </Section>
  );
};

const Content = ({ id }: { id: string }) => {
  const words = useT().reportPages.voucher;
  const mayLog = useMay('accesses.read');
  const { data, error, isPending, refetch } = useDetail<Voucher>('vouchers', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines />;
  return (
    <>
      <PageHead title={fill(words.title, { number: data.number })}>
        <Button component={Link} to="/vouchers">
          {words.back}
        </Button>
      </PageHead>
      <Detail voucher={data} />
      {mayLog ? <Thread voucher={data} /> : null}
    </>
  );
};

/** What a voucher bought, how much of it is left, and what it was used for. */
const VoucherPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="vouchers.read">
      <Content id={id} />
    </Guarded>
  );
};
export default VoucherPage;
