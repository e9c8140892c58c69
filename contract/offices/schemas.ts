import { z } from 'zod';
import { type Zone, zoneNames } from '../shared/zones.ts';

/** Offices (Dinas Dukcapil and the centre's desk) and the regions that each of them serves. */

const text = (min: number, max: number) => z.string().trim().min(min).max(max);

export const ZoneName = z.enum(zoneNames as [Zone, ...Zone[]]);

/** Code of a kabupaten or kota: the first four digits of a family card's number. */
export const RegionCode = z.string().regex(/^\d{4}$/);

/** One province with its kabupaten and kota, as the public form offers them. */
export const Province = z.object({
  code: z.string(),
  name: z.string(),
  zone: ZoneName,
  regions: z.array(z.object({ code: RegionCode, name: z.string() })),
});
export type Province = z.infer<typeof Province>;

/** A region with the office that serves it; without one the centre does. */
export const Region = z.object({
  id: RegionCode,
  name: z.string(),
  provinceCode: z.string(),
  provinceName: z.string(),
  zone: ZoneName,
  officeId: z.uuid().nullable(),
  officeName: z.string().nullable(),
});
export type Region = z.infer<typeof Region>;

export const Office = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  zone: ZoneName,
  /** A closed office gets no new requests: those of its regions go to the centre. */
  active: z.boolean(),
  regions: z.array(z.object({ code: RegionCode, name: z.string() })),
  /** People who may work on its requests. Without one, requests of its regions go to the centre. */
  operators: z.int(),
  version: z.int(),
});
export type Office = z.infer<typeof Office>;

const officeData = {
  name: text(2, 200),
  address: text(2, 500),
  phone: text(5, 40),
  zone: ZoneName,
  active: z.boolean().default(true),
};

export const OfficeInput = z
  .object({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9-]{3,30}$/),
    ...officeData,
  })
  .strict();
export type OfficeInput = z.infer<typeof OfficeInput>;

/** The code stays. `version` is the one that the form was opened with: a change in between is refused. */
export const OfficeUpdate = z.object({ ...officeData, version: z.int() }).strict();
export type OfficeUpdate = z.infer<typeof OfficeUpdate>;

/** All regions that the office serves from now on; one of another office moves here. */
export const OfficeRegionsInput = z
  .object({ regions: z.array(RegionCode).max(600), version: z.int() })
  .strict();
