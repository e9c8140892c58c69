import { isRole, type Role, roleNames, rolesOf } from './roles.ts';

/** Every role that is not an institution's. */
const staff = roleNames.filter((role) => !rolesOf('lembaga').includes(role));

/**
 * The roles whose people must sign in with a second factor, from a setting: `none`, or `staff` and names of roles with
 * commas between them. Throws naming the word that is neither.
 */
export function rolesWithTwoFactor(setting: string): readonly Role[] {
  if (setting === 'none') return [];
  const roles = setting.split(',').flatMap((part) => {
    const word = part.trim();
    if (word === 'staff') return staff;
    if (isRole(word)) return [word];
    throw new Error(`names "${word}", which is no role`);
  });
  return [...new Set(roles)];
}
