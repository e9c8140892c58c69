import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Person } from '#contract/accounts/schemas';
import type { Institution } from '#contract/institutions/schemas';
import { Section } from '../common/Facts.tsx';
import { useT } from '../i18n/texts.ts';
import { InviteDialog } from '../people/InviteDialog.tsx';
import { PersonStatusChip } from '../people/PersonStatusChip.tsx';

/** The institution's managers, and the invitation of the first. */
export const ManagerSection = ({ institution }: { institution: Institution }) => {
  const t = useT();
  const [inviting, setInviting] = useState(false);
  const { data = [] } = useGetList<Person>('people', {
    pagination: { page: 1, perPage: 25 },
    sort: { field: 'name', order: 'ASC' },
    filter: { institutionId: institution.id },
  });
  const managers = data.filter((person) => person.roles.includes('lembaga-admin'));
  const invite = (
    <Button size="small" variant="outlined" onClick={() => setInviting(true)}>
      {t.console.institutions.inviteManager}
    </Button>
  );
  return (
    <Section title={t.console.institutions.manager} action={invite}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t.console.institutions.managerHelp}
      </Typography>
      {managers.map((person) => (
        <Box key={person.id} sx={{ py: 0.75, display: 'flex', gap: 1, justifyContent: 'space-between' }}>
          <Box
            component={Link}
            to={`/people/${person.id}/show`}
            sx={{ color: 'primary.main', fontWeight: 600 }}
          >
            {person.name}
          </Box>
          <PersonStatusChip status={person.status} />
        </Box>
      ))}
      {inviting ? (
        <InviteDialog
          institution={{ id: institution.id, name: institution.name }}
          onClose={() => setInviting(false)}
        />
      ) : null}
    </Section>
  );
};
