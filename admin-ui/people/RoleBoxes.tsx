import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material';
import { type Role, roleNames, roles as roleTable } from '#contract/access/roles';
import { useT } from '../i18n/texts.ts';

interface RoleBoxesProps {
  readonly offered: readonly Role[];
  readonly value: readonly Role[];
  readonly onChange: (roles: Role[]) => void;
  readonly error?: string | null;
}

/** Whether people of this role work at an office. */
export const isOfDinas = (role: Role): boolean => roleTable[role].group === 'dinas';

/** Roles to tick: those that the signed-in person may give. */
export const RoleBoxes = ({ offered, value, onChange, error }: RoleBoxesProps) => {
  const t = useT();
  const toggle = (role: Role) =>
    onChange(roleNames.filter((name) => (name === role ? !value.includes(role) : value.includes(name))));
  return (
    <FormControl component="fieldset" error={Boolean(error)}>
      <FormLabel component="legend">{t.console.people.roles}</FormLabel>
      <FormGroup>
        {offered.map((role) => (
          <FormControlLabel
            key={role}
            control={<Checkbox size="small" checked={value.includes(role)} onChange={() => toggle(role)} />}
            label={t.actors[role]}
          />
        ))}
      </FormGroup>
      {error ? <FormHelperText>{error}</FormHelperText> : null}
    </FormControl>
  );
};
