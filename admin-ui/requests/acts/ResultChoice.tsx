import {
  Box,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Radio,
  RadioGroup,
} from '@mui/material';
import type { StepResult } from '#contract/requests/steps';
import { useT } from '../../i18n/texts.ts';

interface ResultChoiceProps {
  readonly results: readonly StepResult[];
  readonly value: StepResult | null;
  readonly wrong: boolean;
  readonly onChange: (result: StepResult) => void;
}

/** Results of a step as staff know them; under each, what the citizen will read. */
export const ResultChoice = ({ results, value, wrong, onChange }: ResultChoiceProps) => {
  const t = useT();
  const { step } = t.requestPages;
  return (
    <FormControl error={wrong} sx={{ mt: 1, width: '100%' }}>
      <FormLabel id="result-legend">{step.resultLegend}</FormLabel>
      <RadioGroup
        aria-labelledby="result-legend"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value as StepResult)}
      >
        {results.map((result) => (
          <FormControlLabel
            key={result}
            value={result}
            control={<Radio size="small" />}
            sx={{ alignItems: 'flex-start', my: 0.5, '& .MuiRadio-root': { pt: 0.25 } }}
            label={
              <Box>
                <strong>{t.requests.result[result]}</strong>
                <Box sx={{ fontSize: '0.85rem', color: 'text.secondary' }}>
                  {step.citizenReads} {t.requests.resultForCitizen[result]}
                </Box>
              </Box>
            }
          />
        ))}
      </RadioGroup>
      {wrong ? <FormHelperText>{step.pickResult}</FormHelperText> : null}
    </FormControl>
  );
};
