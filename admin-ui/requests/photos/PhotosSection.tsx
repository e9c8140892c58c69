import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { useMay } from '../../session/me.ts';
import { PhotoViewer } from './PhotoViewer.tsx';

const Viewers = ({ request }: { request: RequestDetail }) => {
  const words = useT().requestPages.photos;
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {request.photos.map((photo) => (
          <PhotoViewer key={photo.id} requestId={request.id} photo={photo} />
        ))}
      </Box>
      <Typography
        variant="body2"
        sx={{ color: 'text.secondary', mt: 1, display: { xs: 'none', md: 'block' } }}
      >
        {words.keys}
      </Typography>
    </>
  );
};

/**
 * Photos side by side. For the office, whose work they are, they open at once; for everybody else they open when asked
 * for, since each opening is written down.
 */
export const PhotosSection = ({ request }: { request: RequestDetail }) => {
  const words = useT().requestPages.photos;
  const may = useMay('photos.read');
  const [asked, setAsked] = useState(false);
  const content = () => {
    if (request.photosDestroyedAt) {
      return fill(words.destroyed, { time: formatInstantIn(request.photosDestroyedAt, request.zone) });
    }
    if (request.photos.length === 0) return words.none;
    if (!may) return fill(words.notForRole, { count: request.photos.length });
    return null;
  };
  const sentence = content();
  if (sentence !== null) {
    return (
      <Section title={words.title}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {sentence}
        </Typography>
      </Section>
    );
  }
  return (
    <Section title={words.title}>
      {request.personal || asked ? (
        <Viewers request={request} />
      ) : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
          <Button variant="outlined" onClick={() => setAsked(true)}>
            {words.show}
          </Button>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.hiddenHelp}
          </Typography>
        </Box>
      )}
    </Section>
  );
};
