import { Box, Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Agreement, Institution } from '#contract/institutions/schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Section } from '../common/Facts.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import { UploadButton } from '../common/UploadButton.tsx';
import { formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { AgreementDialog } from './AgreementDialog.tsx';

const Row = ({ institution, agreement }: { institution: Institution; agreement: Agreement }) => {
  const t = useT();
  const client = useQueryClient();
  const mayWrite = useMay('institutions.write');
  const mayRead = useMay('institutions.read');
  const { institutions: texts } = t.console;
  const url = `/api/v1/institutions/${institution.id}/agreements/${agreement.id}/file`;
  return (
    <Box
      sx={{
        py: 1.25,
        borderBottom: '1px solid',
        borderColor: 'divider',
        '&:last-child': { borderBottom: 0 },
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{agreement.number}</Typography>
        <ToneChip
          label={agreement.active ? texts.pksActive : texts.pksEnded}
          tone={agreement.active ? 'good' : 'ended'}
        />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {formatDay(agreement.startsOn)} – {formatDay(agreement.endsOn)}
      </Typography>
      <Stack direction="row" spacing={1} sx={{ mt: 0.75 }}>
        {agreement.fileId && mayRead ? (
          <DownloadButton url={url} name={`PKS-${institution.code}.pdf`} label={texts.pksFile} />
        ) : null}
        {mayWrite ? (
          <UploadButton
            url={url}
            label={texts.pksUpload}
            accept="application/pdf"
            done={t.console.common.uploaded}
            onDone={() => client.invalidateQueries({ queryKey: ['institutions'] })}
          />
        ) : null}
      </Stack>
    </Box>
  );
};

/** The institution's PKS with their signed files. */
export const Agreements = ({ institution }: { institution: Institution }) => {
  const t = useT();
  const mayWrite = useMay('institutions.write');
  const [adding, setAdding] = useState(false);
  const add = (
    <Button size="small" variant="outlined" onClick={() => setAdding(true)}>
      {t.console.institutions.pksAdd}
    </Button>
  );
  return (
    <Section title={t.console.institutions.pks} action={mayWrite ? add : null}>
      {institution.agreements.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.institutions.pksNone}
        </Typography>
      ) : null}
      {institution.agreements.map((agreement) => (
        <Row key={agreement.id} institution={institution} agreement={agreement} />
      ))}
      {adding ? <AgreementDialog institution={institution} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
};
