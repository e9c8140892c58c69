import { z } from 'zod';
import { createFaultList, type FaultList } from '../shared/fault-list.ts';

const code = z.coerce.number().int().default(131026);

/**
 * One way in which WhatsApp can be told to misbehave; the body of `POST /control`. `down`: 503. `busy`: the rate limit
 * (130429). `refuse`: a definite no. `loseAnswer`: takes the message and answers nothing. `hasty`: reports before it
 * answers. `failLater`: accepts, then reports that the message failed. `silent`: the phone is off, so that the message
 * is sent and never delivered. `outOfOrder`: reports delivered before sent. `twice`: pushes every report twice at once.
 */
const WhatsappFault = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('down') }),
  z.object({ mode: z.literal('slow'), ms: z.coerce.number().int().min(0).max(600_000).default(5_000) }),
  z.object({ mode: z.literal('busy') }),
  z.object({ mode: z.literal('refuse'), code }),
  z.object({ mode: z.literal('loseAnswer') }),
  z.object({ mode: z.literal('hasty') }),
  z.object({ mode: z.literal('failLater'), code }),
  z.object({ mode: z.literal('silent') }),
  z.object({ mode: z.literal('outOfOrder') }),
  z.object({ mode: z.literal('twice') }),
]);
export type WhatsappFault = z.infer<typeof WhatsappFault>;

const Scope = z.object({
  /** How often; for ever when absent. */
  count: z.coerce.number().int().min(1).optional(),
  /** Only for this number, E.164. */
  forNumber: z.string().optional(),
});
type Order = WhatsappFault & z.infer<typeof Scope>;

/** The body of `POST /control`; `{"mode":"normal"}` takes every fault back. */
export const ControlOrder = z.union([
  z.object({ mode: z.literal('normal') }),
  z.intersection(WhatsappFault, Scope),
]);

interface MagicNumber {
  /** Last four digits of the number. */
  readonly ending: string;
  readonly fault: WhatsappFault;
  /** Per number; absent = always. */
  readonly times?: number;
  readonly effect: string;
}

/** Magic inputs: a number that ends like this misbehaves by itself. The one table; the help page prints it. */
export const magicNumbers: readonly MagicNumber[] = [
  {
    ending: '0001',
    fault: { mode: 'refuse', code: 131026 },
    effect: 'Nomor tidak memakai WhatsApp: pesan ditolak saat dikirim.',
  },
  {
    ending: '0002',
    fault: { mode: 'failLater', code: 131026 },
    effect: 'Pesan diterima WhatsApp, lalu dilaporkan gagal.',
  },
  {
    ending: '0003',
    fault: { mode: 'outOfOrder' },
    effect: 'Laporan datang terbalik: "sampai" sebelum "terkirim".',
  },
  { ending: '0004', fault: { mode: 'twice' }, effect: 'Setiap laporan datang dua kali sekaligus.' },
  { ending: '0005', fault: { mode: 'slow', ms: 5_000 }, effect: 'WhatsApp menjawab setelah 5 detik.' },
  {
    ending: '0006',
    fault: { mode: 'down' },
    times: 3,
    effect: 'WhatsApp tidak tersedia untuk tiga permintaan pertama, lalu pulih.',
  },
  {
    ending: '0007',
    fault: { mode: 'busy' },
    times: 1,
    effect: 'Batas kecepatan kirim tercapai sekali (kode 130429), lalu pulih.',
  },
  { ending: '0008', fault: { mode: 'silent' }, effect: 'Ponsel mati: pesan terkirim, tidak pernah sampai.' },
];

interface Occasion {
  readonly number: string;
}

export type WhatsappFaults = FaultList<Order, WhatsappFault, Occasion>;

export const createWhatsappFaults = (): WhatsappFaults =>
  createFaultList<WhatsappFault, Order, Occasion>({
    fits: (order, { number }) => order.forNumber === undefined || order.forNumber === number,
    magicOf: ({ number }) => magicNumbers.filter(({ ending }) => number.endsWith(ending)),
    countKey: ({ number }) => number,
  });
