import { Box } from '@mui/material';
import { useEffect, useState } from 'react';
import { currentLanguage } from '../i18n/texts.ts';

type Speller = (amount: number) => string;

/** Terbilang: the amount in words, as a finance desk checks it. Its rules are fetched when first needed. */
async function loadSpeller(language: string): Promise<Speller> {
  const { toCardinal } = language === 'en' ? await import('n2words/en-GB') : await import('n2words/id-ID');
  return (amount) => `${toCardinal(amount)} rupiah`;
}

export const Words = ({ amount }: { amount: number }) => {
  const [words, setWords] = useState('');
  const language = currentLanguage();
  useEffect(() => {
    let current = true;
    loadSpeller(language)
      .then((spell) => current && setWords(spell(amount)))
      .catch(() => current && setWords(''));
    return () => {
      current = false;
    };
  }, [amount, language]);
  return (
    <Box component="span" sx={{ fontStyle: 'italic', '&::first-letter': { textTransform: 'uppercase' } }}>
      {words}
    </Box>
  );
};
