declare const rupiahBrand: unique symbol;

/** Whole rupiah as a safe integer. Postgres keeps `bigint`; the conversion happens once, at the database's edge. */
export type Rupiah = number & { readonly [rupiahBrand]: true };

/** The largest amount that survives JSON: 9.007.199.254.740.991. */
export const maxRupiah = Number.MAX_SAFE_INTEGER;

/** Brands a number as rupiah. Throws `RangeError` unless it is a whole, safe and non-negative number. */
export function rupiah(value: number | bigint): Rupiah {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError(`not a whole rupiah amount: ${value}`);
  return number as Rupiah;
}

/** Unit price times quantity. Throws `RangeError` past the safe range. */
export const times = (price: Rupiah, quantity: number): Rupiah => rupiah(price * quantity);

export const sum = (amounts: readonly Rupiah[]): Rupiah => rupiah(amounts.reduce((a, b) => a + b, 0));

/** A percentage of a price, rounded down to whole rupiah: never more than the article allows. */
export const percentOf = (price: Rupiah, percent: number): Rupiah =>
  rupiah(Math.floor((price * percent) / 100));

const grouped = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 });

/** `Rp100.000`, as the forms print it. */
export const formatRupiah = (amount: number): string => `Rp${grouped.format(amount)}`;

/** `1.002.437`. */
export const formatCount = (count: number): string => grouped.format(count);
