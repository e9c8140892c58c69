import { Autocomplete, Stack, TextField, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { Office, Region } from '#contract/offices/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { usePausedText } from '../common/RecordPicker.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly officeId?: string | null;
  readonly officeName?: string | null;
}

/** Says which regions an office serves; a region of another office is offered with that office's name. */
export const RegionsDialog = ({ office, onClose }: { office: Office; onClose: () => void }) => {
  const { offices: texts, common } = useT().console;
  const notify = useNotify();
  const client = useQueryClient();
  const [words, setTyped] = usePausedText();
  const [chosen, setChosen] = useState<Choice[]>(
    office.regions.map(({ code, name }) => ({ id: code, name })),
  );
  const { data = [], isFetching } = useGetList<Region>('regions', {
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'id', order: 'ASC' },
    filter: words ? { q: words } : {},
  });
  const save = async () => {
    const regions = chosen.map(({ id }) => id);
    await call('offices.setRegions', {
      params: { id: office.id },
      body: { regions, version: office.version },
    });
    notify(texts.regionsSaved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['offices'] });
    void client.invalidateQueries({ queryKey: ['regions'] });
  };
  const labelOf = (region: Choice): string =>
    region.officeName && region.officeId !== office.id
      ? fill(texts.regionNow, { region: region.name, office: region.officeName })
      : region.name;
  return (
    <ActDialog title={texts.regionsEdit} yes={common.save} onYes={save} onClose={onClose}>
      <Stack spacing={2} sx={{ mt: 1 }}>
        <Typography variant="body2">{texts.regionsHelp}</Typography>
        <Autocomplete<Choice, true>
          multiple
          disableCloseOnSelect
          options={data}
          value={chosen}
          loading={isFetching}
          filterOptions={(options) => options}
          getOptionLabel={labelOf}
          getOptionKey={({ id }) => id}
          isOptionEqualToValue={(a, b) => a.id === b.id}
          onInputChange={(_, text) => setTyped(text)}
          onChange={(_, regions) => setChosen(regions)}
          renderInput={(params) => <TextField {...params} label={texts.regionsPick} />}
        />
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {texts.source}
        </Typography>
      </Stack>
    </ActDialog>
  );
};
