import { Checkbox, FormControlLabel } from '@mui/material';
import { useState } from 'react';
import { useT } from '../../i18n/texts.ts';

/**
 * What goes with the note of a cancelling: sentences to begin with, and whether the photos must be taken anew. A sentence
 * about photos ticks that box, so that note and "perbaiki dan ajukan ulang" ask for the same.
 */
export function useCancelNote() {
  const t = useT();
  const { photos: aboutPhotos, other } = t.requests.cancelTemplates;
  const [photos, setPhotos] = useState(false);
  return {
    body: photos ? { photos } : {},
    dialog: {
      templates: [...aboutPhotos, ...other] as readonly string[],
      onTemplate: (sentence: string) => setPhotos((aboutPhotos as readonly string[]).includes(sentence)),
      below: (
        <FormControlLabel
          label={t.requestPages.act.photosAgain}
          control={<Checkbox checked={photos} onChange={(_, on) => setPhotos(on)} />}
        />
      ),
    },
  };
}
