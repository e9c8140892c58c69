import { Chip } from '@mui/material';
import type { OrderStatus } from '#contract/orders/lifecycle';
import { useT } from '../i18n/texts.ts';

export type Tone = 'neutral' | 'waiting' | 'good' | 'bad' | 'ended';

const colours: Readonly<Record<Tone, { backgroundColor: string; color: string; borderColor: string }>> = {
  neutral: { backgroundColor: '#e6eef5', color: '#1b4566', borderColor: '#b9cfe0' },
  waiting: { backgroundColor: '#fbf1d9', color: '#6b4700', borderColor: '#e6cf97' },
  good: { backgroundColor: '#e2f1e6', color: '#185530', borderColor: '#b4d9c0' },
  bad: { backgroundColor: '#fbe7e4', color: '#8c231b', borderColor: '#ecbcb6' },
  ended: { backgroundColor: '#eceeee', color: '#47555a', borderColor: '#d0d6d6' },
};

const tones = {
  DIPROSES: 'neutral',
  MENUNGGU_PERSETUJUAN: 'waiting',
  DISETUJUI: 'neutral',
  DITOLAK: 'ended',
  PENERBITAN_TAGIHAN: 'neutral',
  TAGIHAN_BERMASALAH: 'bad',
  MENUNGGU_PEMBAYARAN: 'waiting',
  KEDALUWARSA: 'ended',
  DIBATALKAN: 'ended',
  DIBAYAR: 'good',
  PEMBAYARAN_BERMASALAH: 'bad',
  MENUNGGU_KEPUTUSAN: 'waiting',
  PENGEMBALIAN: 'bad',
  DIKEMBALIKAN: 'ended',
  SELESAI: 'good',
} as const satisfies Record<OrderStatus, Tone>;

/** A short word on a quiet ground; the word carries the meaning, the colour only helps. */
export const ToneChip = (props: { label: string; tone: Tone; title?: string }) => (
  <Chip
    label={props.label}
    size="small"
    {...(props.title ? { title: props.title } : {})}
    sx={{
      ...colours[props.tone],
      borderStyle: 'solid',
      borderWidth: 1,
      borderRadius: 1.5,
      fontWeight: 600,
      height: 'auto',
      py: 0.25,
      '& .MuiChip-label': { whiteSpace: 'normal', lineHeight: 1.3 },
    }}
  />
);

/** STATUS PROSES of an order. */
export const StatusChip = ({ status }: { status: OrderStatus }) => {
  const t = useT();
  return (
    <ToneChip label={t.orders.status[status]} tone={tones[status]} title={t.orders.statusHelp[status]} />
  );
};
