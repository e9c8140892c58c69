import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { accessMethods } from './codes.ts';
import { trialExerciseNames } from './trial.ts';

const day = z.iso.date();
const instant = z.iso.datetime();

/** The checklist of an institution in Mode Uji, and whether true data are open to it. Days are WIB calendar days. */
export const Trial = z.object({
  institution: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  exercises: z.array(
    z.object({
      exercise: z.enum(trialExerciseNames),
      needed: z.boolean(),
      /** The NIK that asks for it; null for what is done wrong on purpose. */
      nik: z.string().nullable(),
      /** The words of the refusal that is right; null where data are. */
      answer: z.string().nullable(),
      /** Null: not tried yet. */
      firstAt: instant.nullable(),
      methods: z.array(z.enum(accessMethods)),
      count: z.int().min(0),
    }),
  ),
  /** All that is needed was tried. */
  complete: z.boolean(),
  /** Calls for a shell, with the institution's code in the path. */
  examples: z.array(z.string()),
  production: z.object({
    open: z.boolean(),
    /** Of the last opening; null while it never was. */
    openedOn: day.nullable(),
    letter: z.object({ number: z.string(), date: day }).nullable(),
    closedAt: instant.nullable(),
  }),
});
export type Trial = z.infer<typeof Trial>;

export const ProductionLetterInput = z.strictObject({ number: z.string().trim().min(2).max(100), date: Day });
const ClosureInput = z.strictObject({ note: z.string().trim().min(3).max(1_000) });

export const trialRoutes = defineRoutes({
  'trial.read': {
    method: 'get',
    path: '/api/v1/institutions/:id/trial',
    access: 'trial.read',
    tag: 'Access service',
    summary: 'Checklist of Mode Uji of an institution; people of an institution read their own',
    params: uuidParams,
    response: Trial,
  },
  'trial.report': {
    method: 'get',
    path: '/api/v1/institutions/:id/trial/report',
    access: 'trial.read',
    tag: 'Access service',
    summary: 'Berita Acara of the proof of concept, once the checklist is complete',
    params: uuidParams,
    response: { contentType: 'application/pdf' },
  },
  'production.open': {
    method: 'post',
    path: '/api/v1/institutions/:id/production',
    access: 'production.decide',
    tag: 'Access service',
    summary: 'Open true data to an institution, by letter',
    params: uuidParams,
    body: ProductionLetterInput,
    response: Trial,
  },
  'production.close': {
    method: 'post',
    path: '/api/v1/institutions/:id/production/closure',
    access: 'production.decide',
    tag: 'Access service',
    summary: 'Close true data to an institution again, with a note',
    params: uuidParams,
    body: ClosureInput,
    response: Trial,
  },
});
