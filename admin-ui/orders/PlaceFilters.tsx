import { Box } from '@mui/material';
import { useFilter } from '../common/filters.tsx';
import { InstitutionPicker } from '../common/RecordPicker.tsx';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { ProductFilter } from '../vouchers/ProductFilter.tsx';

/** Filters by product, and by institution for whoever sees more than one. */
export const PlaceFilters = () => {
  const t = useT();
  const me = useMe();
  const seesInstitutions = useMay('institutions.read');
  const [institutionId, setInstitutionId] = useFilter<string>('institutionId');
  return (
    <>
      <ProductFilter />
      {seesInstitutions && me?.institution === null ? (
        <Box sx={{ width: 260 }}>
          <InstitutionPicker
            label={t.console.people.institution}
            value={institutionId ?? null}
            onChange={(id) => setInstitutionId(id ?? undefined)}
          />
        </Box>
      ) : null}
    </>
  );
};
