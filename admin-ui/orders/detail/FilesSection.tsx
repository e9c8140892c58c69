import { Box, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import type { OrderDetail } from '#contract/orders/schemas';
import { DownloadButton } from '../../common/DownloadButton.tsx';
import { Section } from '../../common/Facts.tsx';
import { UploadButton } from '../../common/UploadButton.tsx';
import { formatBytes, formatInstant } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

const accept = 'application/pdf,image/jpeg,image/png';
const kinds = [
  ['BUKTI_PEMBAYARAN', 'uploadProof'],
  ['BPN_BANK', 'uploadBpn'],
] as const;

/** Proof of payment and the bank's own BPN, kept for the institution; never a reason to call an order paid. */
export const FilesSection = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const client = useQueryClient();
  if (!order.mayUpload && order.files.length === 0) return null;
  const url = `/api/v1/orders/${order.id}/files`;
  return (
    <Section title={t.console.detail.files}>
      {order.files.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.detail.noFiles}
        </Typography>
      ) : null}
      {order.files.map((file) => (
        <Box key={file.id} sx={{ mb: 1 }}>
          <DownloadButton url={`${url}/${file.id}`} name={file.fileName} label={file.fileName} />
          <Typography variant="body2" sx={{ color: 'text.secondary', pl: 0.75 }}>
            {(t.orders.fileKind as Readonly<Record<string, string>>)[file.kind] ?? file.kind} ·{' '}
            {formatBytes(file.bytes)} · {formatInstant(file.uploadedAt)}
          </Typography>
        </Box>
      ))}
      {order.mayUpload ? (
        <>
          <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, mt: 1.5, mb: 1 }}>
            {kinds.map(([kind, label]) => (
              <UploadButton
                key={kind}
                url={url}
                label={t.console.detail[label]}
                accept={accept}
                fields={{ kind }}
                done={t.console.common.uploaded}
                onDone={() => client.invalidateQueries({ queryKey: ['orders'] })}
              />
            ))}
          </Stack>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t.console.detail.uploadHelp}
          </Typography>
        </>
      ) : null}
    </Section>
  );
};
