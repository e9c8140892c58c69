import { Box, Chip, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/texts.ts';

interface NoteTemplatesProps {
  readonly sentences: readonly string[];
  readonly onPick: (sentence: string) => void;
}

/** Sentences that a note may begin with; a press writes one, to be changed or sent as it is. */
export const NoteTemplates = ({ sentences, onPick }: NoteTemplatesProps) => {
  const label = useT().requestPages.act.templates;
  const first = useRef<HTMLDivElement>(null);
  // The keyboard stands on the first sentence when the dialog opens: Enter takes it.
  useEffect(() => first.current?.focus(), []);
  return (
    <Box sx={{ mt: 1.5, mb: 1 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 0.75 }}>
        {label}
      </Typography>
      <Box role="group" aria-label={label} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {sentences.map((sentence, index) => (
          <Chip
            key={sentence}
            ref={index === 0 ? first : undefined}
            label={sentence}
            clickable
            variant="outlined"
            onClick={() => onPick(sentence)}
            sx={{ height: 'auto', py: 0.5, '& .MuiChip-label': { whiteSpace: 'normal' } }}
          />
        ))}
      </Box>
    </Box>
  );
};
