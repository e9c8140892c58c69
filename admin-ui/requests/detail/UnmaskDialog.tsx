import { useQueryClient } from '@tanstack/react-query';
import type { RequestDetail, UnmaskedRequest } from '#contract/requests/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { accessLogKey } from '../asking.ts';

interface UnmaskDialogProps {
  readonly request: RequestDetail;
  readonly onUnmasked: (unmasked: UnmaskedRequest) => void;
  readonly onClose: () => void;
}

const shortestReason = 10;

/** Asks for what the personal data is needed; the reason is what an auditor reads later. */
export const UnmaskDialog = ({ request, onUnmasked, onClose }: UnmaskDialogProps) => {
  const { unmask } = useT().requestPages;
  const client = useQueryClient();
  const show = async (reason: string | undefined) => {
    const params = { id: request.id };
    onUnmasked(await call('requests.unmask', { params, body: { reason: reason ?? '' } }));
    // The auditor sees his own reading in the log below.
    void client.invalidateQueries({ queryKey: accessLogKey(request.id) });
  };
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
