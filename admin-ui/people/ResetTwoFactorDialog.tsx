import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import type { Person } from '#contract/accounts/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

/** Takes the second factor of somebody away who lost it; with a reason that the trail keeps. */
export const ResetTwoFactorDialog = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const { reset } = useT().accountPages;
  const notify = useNotify();
  const client = useQueryClient();
  const send = async (reason: string | undefined) => {
    await call('people.resetTwoFactor', { params: { id: person.id }, body: { reason: reason ?? '' } });
    notify(reset.done, { type: 'success', multiLine: true });
    await client.invalidateQueries({ queryKey: ['people'] });
  };
  return (
    <ActDialog
      title={reset.title}
      text={`${person.name}. ${reset.text}`}
      note="required"
      noteLabel={reset.reason}
      shortest={{ letters: 10, said: reset.reasonShort }}
      longest={500}
      yes={reset.yes}
      danger
      onYes={send}
      onClose={onClose}
    />
  );
};
