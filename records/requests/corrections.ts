import { fill, texts } from '#contract/i18n/index';
import type { CorrectedField } from '#contract/requests/codes';
import { maskNumber } from '#contract/requests/identity';
import { CorrectedFields } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { Transaction } from '#prisma/client';
import { type CorrectedValue, openPersonal, sealPersonal } from './sealed.ts';
import type { RequestChanges } from './transition.ts';

const words = texts('id').requests;

interface Written {
  readonly input: Readonly<Record<string, unknown>>;
  readonly note: string | null;
}

interface RequestRow {
  readonly id: string;
  readonly regionCode: string;
  readonly nameSealed: string;
  readonly nikSealed: string;
  readonly kkSealed: string;
  readonly phoneSealed: string | null;
  readonly problemSealed: string;
}

/**
 * What a correction writes: the fields, a note that names each with its old and new value after the reason, and those
 * values in full. Numbers stand masked in the note, since it is read by more people than the numbers are; the full
 * values are sealed with the history's row and shown with a reason alone. `nomorWa` comes as E.164, or empty.
 * Throws `INVALID_INPUT` for fields that do not fit, and for an unknown region.
 */
export async function correctionOf(
  tx: Transaction,
  vault: Vault,
  row: RequestRow,
  { input, note }: Written,
): Promise<{ changes: RequestChanges; note: string; values: readonly CorrectedValue[] }> {
  const parsed = CorrectedFields.safeParse(input.fields);
  if (!parsed.success) throw new AppError('INVALID_INPUT', { message: 'stored correction does not fit' });
  const before = openPersonal(vault, row);
  const { namaPemohon, nik, noKk, nomorWa, wilayahKk } = parsed.data;
  const after = {
    ...before,
    name: namaPemohon ?? before.name,
    nik: nik ?? before.nik,
    noKk: noKk ?? before.noKk,
    phone: nomorWa === undefined ? before.phone : nomorWa || null,
  };
  const regionCode = wilayahKk ?? row.regionCode;
  const regions = await regionNames(tx, [row.regionCode, regionCode]);
  const every: readonly CorrectedValue[] = [
    { field: 'namaPemohon', before: before.name, after: after.name },
    { field: 'nik', before: before.nik, after: after.nik },
    { field: 'noKk', before: before.noKk, after: after.noKk },
    { field: 'nomorWa', before: before.phone, after: after.phone },
    { field: 'wilayahKk', before: regions(row.regionCode), after: regions(regionCode) },
  ];
  const values = every.filter((each) => each.before !== each.after);
  const lines = values.map(({ field, before: old, after: now }) =>
    fill(words.systemNote.corrected, {
      field: words.field[field],
      before: readable(field, old),
      after: readable(field, now),
    }),
  );
  return {
    changes: {
      ...sealPersonal(vault, row.id, after),
      regionCode,
      // It was proven for that person and that number.
      ...(after.nik === before.nik && after.phone === before.phone ? {} : unproven),
    },
    note: [note, ...lines].filter(Boolean).join('\n'),
    values,
  };
}

const unproven = { phoneProvenAt: null, phoneProvenBy: null, phoneProvenName: null } as const;

function readable(field: CorrectedField, value: string | null): string {
  if (value === null) return '–';
  if (field === 'nik' || field === 'noKk') return maskNumber(value);
  return field === 'nomorWa' ? `…${value.slice(-4)}` : value;
}

async function regionNames(tx: Transaction, codes: readonly string[]): Promise<(code: string) => string> {
  const rows = await tx.region.findMany({ where: { code: { in: [...codes] } } });
  return (code) => {
    const row = rows.find((each) => each.code === code);
    if (row) return row.name;
    const errors = [{ path: 'fields.wilayahKk', code: 'BAD_REGION' }];
    throw new AppError('INVALID_INPUT', { message: 'no such region', errors });
  };
}

/** What forwarding writes: the other office, where nobody has taken it yet. Throws `INVALID_INPUT` for one that is closed. */
export async function forwardingOf(
  tx: Transaction,
  { input, note }: Written,
): Promise<{ changes: RequestChanges; note: string; officeId: string }> {
  const id = String(input.officeId);
  const office = await tx.office.findFirst({ where: { id, active: true }, select: { id: true, name: true } });
  if (!office) {
    const errors = [{ path: 'officeId', code: 'NOT_IN_LIST' }];
    throw new AppError('INVALID_INPUT', { message: 'no such office at work', errors });
  }
  return {
    officeId: office.id,
    changes: { officeId: office.id, assigneeId: null, assigneeName: null, assignedAt: null },
    note: fill(words.systemNote.forwardedTo, { office: office.name, note: note ?? '' }).trim(),
  };
}
