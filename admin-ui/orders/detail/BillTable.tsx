import { Box, Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { OrderDocumentKind } from '#contract/orders/codes';
import type { OrderDetail } from '#contract/orders/schemas';
import { CopyText } from '../../common/CopyText.tsx';
import { DownloadButton } from '../../common/DownloadButton.tsx';
import { formatRupiah } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

const Document = ({ order, kind }: { order: OrderDetail; kind: OrderDocumentKind }) => {
  const t = useT();
  return order.documents.includes(kind) ? (
    <DownloadButton
      url={`/api/v1/orders/${order.id}/documents/${kind}`}
      name={`${order.kuitansi}-${kind}.pdf`}
      label={t.orders.document[kind]}
    />
  ) : (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t.console.common.notYet}
    </Box>
  );
};

const Uploaded = ({ order, kind }: { order: OrderDetail; kind: 'BUKTI_PEMBAYARAN' | 'BPN_BANK' }) => {
  const files = order.files.filter((file) => file.kind === kind);
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      {files.map((file) => (
        <DownloadButton
          key={file.id}
          url={`/api/v1/orders/${order.id}/files/${file.id}`}
          name={file.fileName}
          label={file.fileName}
        />
      ))}
    </Box>
  );
};

const Cell = ({ label, children }: { label: string; children: ReactNode }) => (
  <Box
    sx={{
      px: 1.5,
      py: 2,
      minWidth: 0,
      borderRight: { lg: '1px solid' },
      borderColor: { lg: 'divider' },
      '&:last-child': { borderRight: 0 },
    }}
  >
    <Typography
      sx={{
        fontSize: '0.72rem',
        fontWeight: 700,
        letterSpacing: '0.04em',
        color: 'text.secondary',
        mb: 0.75,
      }}
    >
      {label}
    </Typography>
    <Box sx={{ overflowWrap: 'break-word', fontSize: '0.88rem' }}>{children}</Box>
  </Box>
);

/** NAMA PRODUK, KODE SIMPONI, the files, and the total: one row as the operators' guide shows it. */
export const BillTable = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const { columns } = t.console.detail;
  const notYet = (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t.console.common.notYet}
    </Box>
  );
  const has = (kind: string): boolean => order.files.some((file) => file.kind === kind);
  return (
    <Card
      sx={{
        mb: 2,
        display: 'grid',
        gridTemplateColumns: {
          xs: '1fr',
          sm: '1fr 1fr',
          md: 'repeat(3, minmax(0, 1fr))',
          // No column narrower than its longest word; names of uploaded files may break anywhere.
          lg: 'minmax(min-content, 1.25fr) auto minmax(min-content, 1.3fr) minmax(min-content, 0.85fr) minmax(min-content, 1.15fr) auto',
        },
      }}
    >
      <Cell label={columns.product}>
        {order.serviceName}
        <Box sx={{ fontWeight: 600 }}>{order.productName}</Box>
      </Cell>
      <Cell label={columns.simponi}>
        {order.kodeBilling ? <CopyText text={order.kodeBilling} label={t.console.detail.copyCode} /> : notYet}
      </Cell>
      <Cell label={columns.bill}>
        <Document order={order} kind="tagihan" />
      </Cell>
      <Cell label={columns.proof}>
        {has('BUKTI_PEMBAYARAN') ? <Uploaded order={order} kind="BUKTI_PEMBAYARAN" /> : notYet}
      </Cell>
      <Cell label={columns.receipt}>
        <Document order={order} kind="penerimaan-negara" />
        <Uploaded order={order} kind="BPN_BANK" />
      </Cell>
      <Cell label={columns.total}>
        <Box sx={{ fontWeight: 700, fontSize: '1.1rem', whiteSpace: 'nowrap' }}>
          {formatRupiah(order.total)}
        </Box>
      </Cell>
    </Card>
  );
};
