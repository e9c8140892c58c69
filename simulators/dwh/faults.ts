import { z } from 'zod';
import { type DwhReasonCode, dwhReasonCodes } from '#contract/external/dwh';
import {
  controlOrder,
  createNikFaults,
  type MagicEnding,
  type NikOccasion,
  nikScope,
} from '../shared/nik-faults.ts';

const ReasonCode = z.enum(dwhReasonCodes as [DwhReasonCode, ...DwhReasonCode[]]);
const milliseconds = z.coerce.number().int().min(0).max(3_600_000);

/** One way in which the DWH can be told to behave otherwise; the body of `POST /control`. */
export const Behaviour = z.discriminatedUnion('mode', [
  /** Every call is answered late, and a job takes long. */
  z.object({ mode: z.literal('slow'), ms: milliseconds.default(3_000), jobMs: milliseconds.default(60_000) }),
  /** A job is not taken. */
  z.object({ mode: z.literal('refuse'), code: ReasonCode.default('NIK_TIDAK_ADA_DI_SIAK') }),
  /** A job is taken and ends as FAILED. */
  z.object({ mode: z.literal('fail'), code: ReasonCode.default('BIOMETRIK_GANDA') }),
  /** A job stays RUNNING until a person ends it on the page. */
  z.object({ mode: z.literal('hold') }),
  /** A job is taken, but the answer never comes. */
  z.object({ mode: z.literal('timeoutAfterAccept') }),
  /** Whoever asks after a job is told that there is none, and so it is from then on. */
  z.object({ mode: z.literal('forget') }),
  /** The NIK is read without any job. */
  z.object({ mode: z.literal('readable') }),
  /** The NIK is known, but nothing is given out. */
  z.object({ mode: z.literal('inactive') }),
  z.object({ mode: z.literal('down'), how: z.enum(['503', 'reset']).default('503') }),
  z.object({ mode: z.literal('garbage'), how: z.enum(['html', 'truncated']).default('html') }),
]);
export type Behaviour = z.infer<typeof Behaviour>;

export const calls = ['health', 'read', 'submit', 'poll', 'cancel'] as const;
export type Call = (typeof calls)[number];

export const Scope = nikScope(calls);
export type Scope = z.infer<typeof Scope>;

export const ControlOrder = controlOrder(Behaviour, Scope);

/**
 * Magic inputs: a NIK with one of these ENDINGS behaves so by itself, without the control endpoint. The one table; the
 * help page prints it. `times` counts per NIK since the start; absent = always.
 */
export const magicEndings: readonly MagicEnding<Behaviour>[] = [
  {
    ending: '9901',
    fault: { mode: 'slow', ms: 3_000, jobMs: 60_000 },
    effect: 'Setiap jawaban datang setelah 3 detik, dan pekerjaan berjalan satu menit.',
  },
  {
    ending: '9902',
    fault: { mode: 'refuse', code: 'NIK_TIDAK_ADA_DI_SIAK' },
    effect: 'Pekerjaan ditolak saat dikirim, setiap kali.',
  },
  {
    ending: '9903',
    fault: { mode: 'fail', code: 'BIOMETRIK_GANDA' },
    times: 1,
    effect: 'Pekerjaan pertama gagal karena biometrik ganda; pekerjaan berikutnya berhasil.',
  },
  {
    ending: '9904',
    fault: { mode: 'forget' },
    times: 1,
    effect: 'Pekerjaan pertama dilupakan DWH saat ditanya; bila dikirim ulang, berhasil.',
  },
  {
    ending: '9905',
    fault: { mode: 'fail', code: 'ELEMEN_TIDAK_COCOK' },
    effect: 'Setiap pekerjaan gagal karena elemen data tidak cocok.',
  },
  {
    ending: '9906',
    fault: { mode: 'readable' },
    effect: 'NIK sudah terbaca di DWH tanpa sinkronisasi.',
  },
  {
    ending: '9907',
    fault: { mode: 'down', how: '503' },
    times: 3,
    effect: 'DWH tidak tersedia untuk tiga permintaan pertama, lalu pulih.',
  },
  {
    ending: '9908',
    fault: { mode: 'timeoutAfterAccept' },
    times: 1,
    effect:
      'Pekerjaan diterima, tetapi jawabannya tidak pernah sampai; pengulangan mendapat pekerjaan yang sama.',
  },
  {
    ending: '9909',
    fault: { mode: 'inactive' },
    effect: 'NIK dikenal, tetapi tidak aktif; datanya tidak diberikan.',
  },
  {
    ending: '9910',
    fault: { mode: 'garbage', how: 'html' },
    times: 1,
    effect: 'Jawaban pertama rusak (bukan JSON), jawaban berikutnya benar.',
  },
  {
    ending: '9911',
    fault: { mode: 'hold' },
    effect: 'Pekerjaan berjalan terus sampai diselesaikan atau digagalkan pada halaman Pekerjaan.',
  },
];

export type Occasion = NikOccasion<Call>;

export type DwhFaults = ReturnType<typeof createDwhFaults>;

export const createDwhFaults = () => createNikFaults<Behaviour, Call>(magicEndings);
