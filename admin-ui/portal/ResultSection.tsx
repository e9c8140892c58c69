import DiffersIcon from '@mui/icons-material/CancelOutlined';
import MatchesIcon from '@mui/icons-material/CheckCircleOutlined';
import {
  Alert,
  AlertTitle,
  Box,
  Button,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import type { ReactNode } from 'react';
import { fill } from '#contract/i18n/index';
import { isCardState } from '#contract/metering/card-states';
import {
  type ComparableElement,
  comparableElements,
  type PersonElement,
  personElements,
} from '#contract/metering/person';
import type { ComparisonAnswer, LookupAnswer } from '#contract/metering/portal-schemas';
import { type Fact, Facts, Section } from '../common/Facts.tsx';
import { useT } from '../i18n/texts.ts';
import { idleMinutes } from './useAnswer.ts';

export type Answer = LookupAnswer | ComparisonAnswer;
type Person = Extract<Answer, { kind: 'person' }>;
type Compared = Extract<Answer, { kind: 'comparison' }>;

/** What the registry has of an element, in words where it has a code. */
function useElementValue(): (element: PersonElement, value: string | null | undefined) => string {
  const { cardStates, result } = useT().portal;
  return (element, value) => {
    if (value === null || value === undefined) return result.empty;
    return element === 'statusEktp' && isCardState(value) ? cardStates[value] : value;
  };
}

const PersonFacts = ({ person }: { person: Person }) => {
  const { elements, result } = useT().portal;
  const inWords = useElementValue();
  const facts = personElements
    .filter((element) => element in person.elements)
    .map((element): Fact => {
      const value = inWords(element, person.elements[element]);
      return [elements[element], person.masked.includes(element) ? `${value} (${result.masked})` : value];
    });
  return <Facts facts={facts} />;
};

/** Never by colour alone: an icon, a word, and the likeness where there is one. */
const Verdict = ({ element, answer }: { element: ComparableElement; answer: Compared }) => {
  const t = useT().portal;
  const found = answer.elements[element];
  if (!found) return null;
  const Icon = found.matches ? MatchesIcon : DiffersIcon;
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {t.elements[element]}
      </TableCell>
      <TableCell>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Icon fontSize="small" color={found.matches ? 'success' : 'error'} aria-hidden />
          <span>
            {found.matches ? t.result.matches : t.result.differs}
            {found.score === null ? '' : ` (${fill(t.result.score, { score: found.score })})`}
          </span>
        </Stack>
      </TableCell>
    </TableRow>
  );
};

const Comparison = ({ answer }: { answer: Compared }) => {
  const t = useT().portal;
  const inWords = useElementValue();
  const asked = comparableElements.filter((element) => answer.elements[element]);
  const matching = asked.filter((element) => answer.elements[element]?.matches).length;
  const shown = personElements
    .filter((element) => element in answer.shown)
    .map((element): Fact => [t.elements[element], inWords(element, answer.shown[element])]);
  return (
    <>
      <Typography sx={{ fontWeight: 600, mb: 1 }}>
        {fill(t.result.compared, { matching, asked: asked.length })}
      </Typography>
      <Table size="small" sx={{ mb: shown.length > 0 ? 2 : 0, maxWidth: 560 }}>
        <TableHead>
          <TableRow>
            <TableCell>{t.result.element}</TableCell>
            <TableCell>{t.result.verdict}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {asked.map((element) => (
            <Verdict key={element} element={element} answer={answer} />
          ))}
        </TableBody>
      </Table>
      <Facts facts={shown} />
    </>
  );
};

const Body = ({ answer }: { answer: Answer }) => {
  const t = useT().portal.result;
  if (answer.kind === 'absent') return <Alert severity="warning">{t.absence[answer.absence]}</Alert>;
  return answer.kind === 'person' ? <PersonFacts person={answer} /> : <Comparison answer={answer} />;
};

/** On paper nothing of a result stands, only why. */
const OffPaper = ({ children }: { children: ReactNode }) => (
  <>
    <Box sx={{ '@media print': { display: 'none' } }}>{children}</Box>
    <Typography sx={{ display: 'none', '@media print': { display: 'block' } }}>
      {useT().portal.result.noPrint}
    </Typography>
  </>
);

interface Props {
  readonly answer: Answer | null;
  readonly problem: string | null;
  readonly gone: boolean;
  readonly onClear: () => void;
  readonly below?: ReactNode;
}

/** What came of a question: the answer and what it cost, or why there is none. */
export const ResultSection = ({ answer, problem, gone, onClear, below }: Props) => {
  const t = useT().portal;
  const minutes = { minutes: idleMinutes };
  if (problem) {
    return (
      <Alert severity="error" sx={{ mb: 2 }}>
        <AlertTitle>{t.result.failed}</AlertTitle>
        {problem}
      </Alert>
    );
  }
  if (gone) return <Alert severity="info">{fill(t.result.gone, minutes)}</Alert>;
  if (!answer) return null;
  return (
    <OffPaper>
      <Section
        title={t.result.title}
        action={
          <Button size="small" onClick={onClear}>
            {t.search.clear}
          </Button>
        }
      >
        <Box aria-live="polite">
          <Body answer={answer} />
          {below}
          <Typography variant="body2" sx={{ mt: 2 }}>
            {t.result.cost[answer.outcome]}
          </Typography>
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
          {fill(t.result.goes, minutes)}
        </Typography>
      </Section>
    </OffPaper>
  );
};
