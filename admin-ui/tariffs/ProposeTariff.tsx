import { MenuItem, Stack, TextField } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { type InstitutionCategory, institutionCategories } from '#contract/orders/codes';
import { ActDialog } from '../common/ActDialog.tsx';
import { InstitutionPicker } from '../common/RecordPicker.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';
import { digitsOf, type Fields, noFields, type Problem, problemsOf } from './proposal.ts';

const days: ReadonlySet<keyof Fields> = new Set(['documentDate', 'validFrom', 'validTo']);

/** A product's price with its legal basis, for all, a category or one institution. */
export const ProposeTariff = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [values, setValues] = useState<Fields>(noFields);
  const [institutionId, setInstitutionId] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const products = useQuery({ queryKey: ['products'], queryFn: () => call('products.list', {}) });
  const { tariffPages: words, console: shared, orders } = t;
  const problems = problemsOf(values);
  const sentences: Record<Problem, string> = { ...words, required: shared.common.required };
  const said = (name: keyof Fields): string | null => {
    if (!checked) return null;
    const problem = problems[name];
    if (problem) return sentences[problem];
    return fieldSentence(refusal, name === 'kodeTarif' ? 'simponi' : name);
  };
  const set = (name: keyof Fields) => (event: { target: { value: string } }) =>
    setValues({ ...values, [name]: event.target.value });
  const propose = async () => {
    const { kodeTarif, kodePp, kodeAkun, category, validTo, amount, ...rest } = values;
    const body = {
      ...rest,
      amount: readQuantity(digitsOf(amount)) ?? 0,
      ...(category ? { category: category as InstitutionCategory } : {}),
      ...(institutionId ? { institutionId } : {}),
      ...(validTo ? { validTo } : {}),
      ...(kodeTarif ? { simponi: { kodeTarif, kodePp, kodeAkun } } : {}),
    };
    await call('tariffs.propose', { body }).catch((error: unknown) => {
      setRefusal(error);
      throw error;
    });
    notify(words.proposed, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['tariffs'] });
  };
  const check = () => {
    setChecked(true);
    setRefusal(null);
    return Object.values(problems).every((problem) => problem === null);
  };
  const field = (name: keyof Fields, help?: string) => (
    <TextField
      label={words.fields[name]}
      type={days.has(name) ? 'date' : 'text'}
      value={values[name]}
      error={said(name) !== null}
      helperText={said(name) ?? help}
      onChange={set(name)}
      slotProps={{ inputLabel: days.has(name) ? { shrink: true } : {}, htmlInput: { maxLength: 200 } }}
    />
  );
  return (
    <ActDialog
      title={words.proposeTitle}
      text={words.proposeText}
      yes={words.propose}
      check={check}
      onYes={propose}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        <TextField
          select
          label={words.fields.productId}
          value={values.productId}
          error={said('productId') !== null}
          helperText={said('productId')}
          onChange={set('productId')}
        >
          {(products.data ?? []).map((product) => (
            <MenuItem key={product.id} value={product.id}>
              {product.serviceName} – {product.name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={words.fields.category}
          value={values.category}
          onChange={set('category')}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{words.allCategories}</MenuItem>
          {institutionCategories.map((category) => (
            <MenuItem key={category} value={category}>
              {orders.category[category]}
            </MenuItem>
          ))}
        </TextField>
        <InstitutionPicker
          label={words.fields.institution}
          value={institutionId}
          onChange={setInstitutionId}
          error={checked ? fieldSentence(refusal, 'institutionId') : null}
        />
        {field('amount')}
        {field('documentNumber')}
        {field('documentDate')}
        {field('passage')}
        {field('validFrom')}
        {field('validTo')}
        {field('kodeTarif', words.codesHelp)}
        {field('kodePp')}
        {field('kodeAkun')}
      </Stack>
    </ActDialog>
  );
};
