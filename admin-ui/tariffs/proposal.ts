import { readQuantity } from '../products/quantity.ts';

/** What is typed into the form of a proposed tariff. */
export const noFields = {
  productId: '',
  category: '',
  amount: '',
  documentNumber: '',
  documentDate: '',
  passage: '',
  validFrom: '',
  validTo: '',
  kodeTarif: '',
  kodePp: '',
  kodeAkun: '',
};
export type Fields = typeof noFields;

export type Problem = 'required' | 'amountWrong' | 'codesWrong';

/** An amount as people write it: `Rp50.000`, `50.000`, `50000`. */
export const digitsOf = (amount: string): string => amount.replace(/^\s*Rp\s*/i, '').trim();

/** What is wrong with each field before anything is sent; the API judges again. */
export function problemsOf(fields: Fields): Partial<Record<keyof Fields, Problem | null>> {
  const missing = (value: string): Problem | null => (value.trim().length < 3 ? 'required' : null);
  const codes = [fields.kodeTarif, fields.kodePp, fields.kodeAkun];
  const whole =
    /^\d{6}$/.test(fields.kodeTarif) && /^\d{7}$/.test(fields.kodePp) && /^\d{6}$/.test(fields.kodeAkun);
  return {
    productId: missing(fields.productId),
    amount: readQuantity(digitsOf(fields.amount)) === null ? 'amountWrong' : null,
    documentNumber: missing(fields.documentNumber),
    documentDate: missing(fields.documentDate),
    passage: missing(fields.passage),
    validFrom: missing(fields.validFrom),
    kodeTarif: codes.every((code) => code === '') || whole ? null : 'codesWrong',
  };
}
