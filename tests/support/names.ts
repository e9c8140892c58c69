/** The migrated database that every test file copies. */
export const templateDatabase = 'loket_template';
