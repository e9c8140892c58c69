import { z } from 'zod';
import { siakAbsences } from '#contract/external/siak';
import {
  controlOrder,
  createNikFaults,
  type MagicEnding,
  type NikOccasion,
  nikScope,
} from '../shared/nik-faults.ts';

/** One way in which SIAK can be told to behave otherwise; the body of `POST /control`. */
export const Behaviour = z.discriminatedUnion('mode', [
  /** Every answer comes late. */
  z.object({ mode: z.literal('slow'), ms: z.coerce.number().int().min(0).max(3_600_000).default(3_000) }),
  /** An answer never comes. */
  z.object({ mode: z.literal('silent') }),
  z.object({ mode: z.literal('down'), how: z.enum(['503', 'reset']).default('503') }),
  /** `html`: a page instead of JSON; `half`: the connection ends in the middle; `stranger`: another person's data. */
  z.object({ mode: z.literal('garbage'), how: z.enum(['html', 'half', 'stranger']).default('html') }),
  /** The token is not taken. */
  z.object({ mode: z.literal('refuse') }),
  /** The NIK is said to be so. */
  z.object({ mode: z.literal('absent'), status: z.enum(siakAbsences).default('NOT_FOUND') }),
]);
export type Behaviour = z.infer<typeof Behaviour>;

export const calls = ['health', 'person', 'face'] as const;
export type Call = (typeof calls)[number];

export const Scope = nikScope(calls);
export type Scope = z.infer<typeof Scope>;

export const ControlOrder = controlOrder(Behaviour, Scope);

/** A NIK with one of these ENDINGS behaves so by itself. The one table; the help page prints it. */
export const magicEndings: readonly MagicEnding<Behaviour>[] = [
  { ending: '9901', fault: { mode: 'slow', ms: 3_000 }, effect: 'Jawaban datang setelah 3 detik.' },
  { ending: '9902', fault: { mode: 'silent' }, effect: 'Jawaban tidak pernah datang.' },
  { ending: '9903', fault: { mode: 'down', how: '503' }, effect: 'SIAK tidak tersedia (503).' },
  { ending: '9904', fault: { mode: 'garbage', how: 'html' }, effect: 'Jawaban rusak: halaman, bukan JSON.' },
  { ending: '9905', fault: { mode: 'garbage', how: 'half' }, effect: 'Jawaban terputus di tengah.' },
  { ending: '9906', fault: { mode: 'garbage', how: 'stranger' }, effect: 'Jawaban tentang orang lain.' },
  {
    ending: '9907',
    fault: { mode: 'down', how: '503' },
    times: 1,
    effect: 'Tidak tersedia untuk permintaan pertama, lalu pulih.',
  },
];

export type Occasion = NikOccasion<Call>;

export type SiakFaults = ReturnType<typeof createSiakFaults>;

export const createSiakFaults = () => createNikFaults<Behaviour, Call>(magicEndings);

/** Whether nothing at all could go wrong with this call: the fast way of those who measure. */
export const isPlain = (faults: SiakFaults, nik: string | undefined): boolean =>
  faults.inForce().length === 0 && !nik?.startsWith('99', 12);
