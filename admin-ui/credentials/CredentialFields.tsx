import { TextField } from '@mui/material';
import { useState } from 'react';
import { DailyLimitField, readDailyLimit } from '../common/DailyLimitField.tsx';
import { useT } from '../i18n/texts.ts';

export interface ChangeableValues {
  readonly label: string;
  readonly branch: string | null;
  readonly dailyLimit: number | null;
}

/** What of a credential can be changed, as it is typed; `read` gives it when everything is right, else null. */
export function useCredentialFields(initial: ChangeableValues) {
  const [label, setLabel] = useState(initial.label);
  const [branch, setBranch] = useState(initial.branch ?? '');
  const [limit, setLimit] = useState(initial.dailyLimit === null ? '' : String(initial.dailyLimit));
  const [checked, setChecked] = useState(false);
  const dailyLimit = readDailyLimit(limit);
  const labelMissing = label.trim().length < 2;
  const read = (): ChangeableValues | null => {
    setChecked(true);
    if (labelMissing || dailyLimit === undefined) return null;
    return { label: label.trim(), branch: branch.trim(), dailyLimit };
  };
  return { label, setLabel, branch, setBranch, limit, setLimit, checked, labelMissing, dailyLimit, read };
}

export const CredentialFields = ({ fields }: { fields: ReturnType<typeof useCredentialFields> }) => {
  const { terminalPages: t, console: words } = useT();
  const labelWrong = fields.checked && fields.labelMissing;
  return (
    <>
      <TextField
        label={t.credentials.label}
        value={fields.label}
        error={labelWrong}
        helperText={labelWrong ? words.common.required : t.credentials.labelHelp}
        slotProps={{ htmlInput: { maxLength: 100 } }}
        onChange={(event) => fields.setLabel(event.target.value)}
      />
      <TextField
        label={t.branch}
        value={fields.branch}
        helperText={t.branchHelp}
        slotProps={{ htmlInput: { maxLength: 100 } }}
        onChange={(event) => fields.setBranch(event.target.value)}
      />
      <DailyLimitField
        typed={fields.limit}
        onType={fields.setLimit}
        wrong={fields.checked && fields.dailyLimit === undefined}
      />
    </>
  );
};
