import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import { credentialEnvironments, credentialProducts, credentialStatuses } from '#contract/metering/codes';
import type { Credential, CredentialWithSecret } from '#contract/metering/manage-schemas';
import { CopyText } from '../common/CopyText.tsx';
import { CsvButton } from '../common/CsvButton.tsx';
import { Decided } from '../common/Decided.tsx';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { CreateDialog } from './CreateDialog.tsx';
import { CredentialActions } from './CredentialActions.tsx';
import { SecretDialog } from './SecretDialog.tsx';

const small = { fontSize: '0.8rem', color: 'text.secondary', overflowWrap: 'anywhere' } as const;
const tones = { AKTIF: 'good', DICABUT: 'ended' } as const;

/** Whether it opens, for how long the old secret does too, and why it does not any more. */
const Standing = ({ credential }: { credential: Credential }) => {
  const t = useT();
  const { credentials: texts } = t.terminalPages;
  const { status, previousUntil, revokedByName, revokedAt, revokedNote } = credential;
  const said = previousUntil
    ? fill(texts.previousUntil, { date: formatInstant(previousUntil) })
    : revokedAt
      ? fill(texts.revokedBy, {
          name: revokedByName ?? t.console.common.none,
          date: formatInstant(revokedAt),
          note: revokedNote ?? t.console.common.none,
        })
      : null;
  return (
    <>
      <ToneChip label={t.terminals.credentialStatus[status]} tone={tones[status]} />
      {said ? <Typography sx={small}>{said}</Typography> : null}
    </>
  );
};

function useColumns(onFresh: (credential: CredentialWithSecret) => void): Column<Credential>[] {
  const { terminalPages: t, terminals, console: words } = useT();
  const mayManage = useMay('credentials.manage');
  const columns: (Column<Credential> | false)[] = [
    {
      key: 'label',
      label: t.columns.name,
      sort: 'label',
      card: 'title',
      render: (credential) => (
        <>
          <strong>{credential.label}</strong>
          <Typography component="div" sx={{ ...small, whiteSpace: { sm: 'nowrap' } }}>
            <CopyText text={credential.userId} label={t.credentials.copyUserId} />
          </Typography>
        </>
      ),
    },
    !mayManage && {
      key: 'institution',
      label: t.columns.institution,
      render: (credential) => credential.institutionName,
    },
    {
      key: 'product',
      label: t.credentials.columns.product,
      card: 'subtitle',
      render: (credential) => (
        <>
          {credential.productName}
          <Typography sx={small}>{terminals.environment[credential.environment]}</Typography>
        </>
      ),
    },
    {
      key: 'branch',
      label: t.columns.branch,
      render: (credential) => credential.branch ?? words.common.none,
    },
    {
      key: 'limit',
      label: t.credentials.columns.limit,
      align: 'right',
      render: ({ dailyLimit, usedToday }) =>
        dailyLimit === null
          ? t.limitNone
          : fill(t.limitUse, { used: formatCount(usedToday ?? 0), limit: formatCount(dailyLimit) }),
    },
    {
      key: 'status',
      label: t.columns.status,
      card: 'corner',
      render: (credential) => <Standing credential={credential} />,
    },
    {
      key: 'lastUsed',
      label: t.credentials.columns.lastUsed,
      sort: 'lastUsedAt',
      render: ({ lastUsedAt }) => (lastUsedAt ? formatInstant(lastUsedAt) : t.never),
    },
    {
      key: 'created',
      label: t.credentials.columns.created,
      sort: 'createdAt',
      render: (credential) => <Decided name={credential.createdByName} at={credential.createdAt} />,
    },
    mayManage && {
      key: 'actions',
      label: t.columns.actions,
      card: 'bare',
      render: (credential) => <CredentialActions credential={credential} onFresh={onFresh} />,
    },
  ];
  return columns.filter((column) => column !== false);
}

/** What programs of an institution sign in with. A new secret is shown here once and kept nowhere. */
const CredentialList = () => {
  const t = useT();
  const { credentials, status } = t.terminalPages;
  const mayManage = useMay('credentials.manage');
  const [creating, setCreating] = useState(false);
  const [fresh, setFresh] = useState<CredentialWithSecret | null>(null);
  const { environment, credentialStatus } = t.terminals;
  const choices = {
    product: credentialProducts.map((id) => ({ id, name: credentials.products[id] })),
    environment: credentialEnvironments.map((id) => ({ id, name: environment[id] })),
    status: credentialStatuses.map((id) => ({ id, name: credentialStatus[id] })),
  };
  return (
    <>
      <ListPage<Credential>
        title={credentials.title}
        help={credentials.help}
        columns={useColumns(setFresh)}
        sort={{ field: 'createdAt', order: 'DESC' }}
        filters={
          <FilterRow>
            <SearchField label={credentials.search} />
            <ChoiceFilter name="product" label={credentials.product} choices={choices.product} />
            <ChoiceFilter name="environment" label={credentials.environment} choices={choices.environment} />
            <ChoiceFilter name="status" label={status} choices={choices.status} />
          </FilterRow>
        }
        actions={
          <>
            <CsvButton path="/api/v1/credentials.csv" name="kredensial.csv" />
            {mayManage ? (
              <Button variant="contained" onClick={() => setCreating(true)}>
                {credentials.create}
              </Button>
            ) : null}
          </>
        }
        empty={mayManage ? credentials.empty : credentials.emptyReader}
      />
      {creating ? <CreateDialog onMade={setFresh} onClose={() => setCreating(false)} /> : null}
      {fresh ? <SecretDialog credential={fresh} onClose={() => setFresh(null)} /> : null}
    </>
  );
};
export default CredentialList;
