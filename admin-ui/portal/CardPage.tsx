import { Box, Button, Typography } from '@mui/material';
import { type FormEvent, useCallback, useState } from 'react';
import type { ComparisonAnswer, PortalState } from '#contract/metering/portal-schemas';
import { Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import {
  cardElements,
  emptySaid,
  emptyWhom,
  type SaidForm,
  saidOf,
  type WhomForm,
  type Wrong,
  whatIsWrong,
} from './form.ts';
import { PortalGate } from './PortalGate.tsx';
import { ResultSection } from './ResultSection.tsx';
import { SaidFields } from './SaidFields.tsx';
import { useAnswer } from './useAnswer.ts';
import { WhomFields } from './WhomFields.tsx';

const CardCheck = ({ elements }: Pick<PortalState, 'elements'>) => {
  const t = useT().portal;
  const [whom, setWhom] = useState<WhomForm>(emptyWhom);
  const [said, setSaid] = useState<SaidForm>(emptySaid);
  const [wrong, setWrong] = useState<Wrong>({});
  // Neither stays what was typed of the person.
  const forget = useCallback(() => {
    setWhom(emptyWhom);
    setSaid(emptySaid);
  }, []);
  const { answer, error, problem, gone, pending, ask, clear } = useAnswer<ComparisonAnswer>(forget);
  const refused = (field: string) => fieldSentence(error, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = whatIsWrong(whom, said);
    setWrong(found);
    const { purpose } = whom;
    if (purpose === '' || Object.keys(found).length > 0) return;
    const body = { ...whom, purpose, elements: saidOf(said), threshold: said.threshold };
    void ask(() => call('portal.checkCard', { body }));
  };
  const statusHidden = answer?.kind === 'comparison' && !elements.includes('statusEktp');
  return (
    <>
      <Box component="form" noValidate onSubmit={submit}>
        <WhomFields
          whom={whom}
          wrong={wrong}
          refused={refused}
          onChange={(change) => setWhom((before) => ({ ...before, ...change }))}
        />
        <Section title={t.card.says}>
          <SaidFields
            elements={cardElements}
            form={said}
            wrong={wrong}
            refused={refused}
            onChange={setSaid}
          />
        </Section>
        <Box sx={{ mb: 2 }}>
          <Button type="submit" variant="contained" size="large" disabled={pending}>
            {pending ? t.search.asking : t.card.check}
          </Button>
        </Box>
      </Box>
      <ResultSection
        answer={answer}
        problem={problem}
        gone={gone}
        onClear={clear}
        below={
          statusHidden ? (
            <Typography variant="body2" sx={{ mt: 1 }}>
              {t.card.statusHidden}
            </Typography>
          ) : null
        }
      />
    </>
  );
};

/** "Cek E-KTP": whether what a card says is what the registry knows. */
const CardPage = () => {
  const t = useT().portal.card;
  return (
    <Guarded permission="portal.use">
      <PageHead title={t.title} help={t.help} />
      <PortalGate>{({ elements }) => <CardCheck elements={elements} />}</PortalGate>
    </Guarded>
  );
};
export default CardPage;
