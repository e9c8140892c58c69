import { Alert, Box, Button } from '@mui/material';
import { useState } from 'react';
import type { RequestDetail, RequestPersonalData, UnmaskedRequest } from '#contract/requests/schemas';
import { CopyText } from '../../common/CopyText.tsx';
import { type Fact, Facts, Section } from '../../common/Facts.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';
import { Corrections } from './Corrections.tsx';
import { PhoneProof } from './PhoneProof.tsx';
import { UnmaskDialog } from './UnmaskDialog.tsx';

/** The citizen's own data: in full, or as much as lists show. */
function personalFacts(t: Bundle, request: RequestDetail, personal: RequestPersonalData | null): Fact[] {
  const { detail } = t.requestPages;
  if (!personal) {
    return [
      [detail.name, request.nameMasked],
      [detail.nik, request.nikMasked],
      [detail.noKk, request.noKkMasked],
      [detail.permasalahan, detail.hidden],
      [detail.nomorWa, detail.hidden],
    ];
  }
  return [
    [detail.name, <strong key="name">{personal.namaPemohon}</strong>],
    [detail.nik, <CopyText key="nik" text={personal.nik} />],
    [detail.noKk, <CopyText key="kk" text={personal.noKk} />],
    [
      detail.permasalahan,
      <Box key="problem" component="span" sx={{ whiteSpace: 'pre-wrap' }}>
        {personal.permasalahan}
      </Box>,
    ],
    [detail.nomorWa, personal.nomorWa ? <CopyText key="wa" text={personal.nomorWa} /> : detail.noPhone],
  ];
}

function otherFacts(t: Bundle, request: RequestDetail): Fact[] {
  const { detail } = t.requestPages;
  return [
    [detail.untukSiapa, t.requests.applicant[request.untukSiapa]],
    ...(request.diBawah17 ? ([[detail.diBawah17, t.console.common.yes]] as const) : []),
    [detail.belumTerbacaDi, t.requests.reader[request.belumTerbacaDi]],
    [detail.penyebab, request.penyebab ? t.requests.cause[request.penyebab] : t.console.common.none],
    [detail.wilayahKk, request.regionName],
    [detail.channel, t.requests.channel[request.channel]],
    [detail.submitted, formatInstantIn(request.submittedAt, request.zone)],
    // What the citizen reads too: he asks for it on the telephone.
    ...(request.expectedAt && !request.clockStopped
      ? ([[detail.expected, formatInstantIn(request.expectedAt, request.zone)]] as const)
      : []),
  ];
}

interface FieldsSectionProps {
  readonly request: RequestDetail;
  /** Set once this person gave a reason. */
  readonly unmasked: UnmaskedRequest | null;
  readonly onUnmasked: (unmasked: UnmaskedRequest) => void;
}

/** Isian Pengajuan. What is masked, or was before a correction, is shown in full only with a reason that is kept. */
export const FieldsSection = ({ request, unmasked, onUnmasked }: FieldsSectionProps) => {
  const t = useT();
  const { detail, unmask } = t.requestPages;
  const [asking, setAsking] = useState(false);
  const personal = request.personal ?? unmasked;
  return (
    <Section
      title={detail.fields}
      action={
        request.mayUnmask && !unmasked ? (
          <Button size="small" variant="outlined" onClick={() => setAsking(true)}>
            {personal ? unmask.buttonCorrected : unmask.button}
          </Button>
        ) : null
      }
    >
      {unmasked ? (
        <Alert severity="info" sx={{ mb: 1 }}>
          {unmask.shown}
        </Alert>
      ) : null}
      <Facts narrow facts={[...personalFacts(t, request, personal), ...otherFacts(t, request)]} />
      {unmasked ? <Corrections request={request} corrections={unmasked.corrections} /> : null}
      <PhoneProof request={request} />
      {asking ? (
        <UnmaskDialog request={request} onUnmasked={onUnmasked} onClose={() => setAsking(false)} />
      ) : null}
    </Section>
  );
};
