import type { RequestDetail, UnmaskedRequest } from '#contract/requests/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';

interface UnmaskDialogProps {
  readonly request: RequestDetail;
  readonly onUnmasked: (unmasked: UnmaskedRequest) => void;
  readonly onClose: () => void;
}

const shortestReason = 10;

/** Asks for what the personal data is needed; the reason is what an auditor reads later. */
export const UnmaskDialog = ({ request, onUnmasked, onClose }: UnmaskDialogProps) => {
  const { unmask } = useT().requestPages;
  const show = async (reason: string | undefined) =>
    onUnmasked(await call('requests.unmask', { params: { id: request.id }, body: { reason: reason ?? '' } }));
  return (
    <ActDialog
      title={unmask.title}
      text={unmask.text}
      note="required"
      noteLabel={unmask.reason}
      shortest={{ letters: shortestReason, said: unmask.short }}
      longest={500}
      yes={unmask.button}
      onYes={show}
      onClose={onClose}
    />
  );
};
