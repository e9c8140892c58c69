/** Code of the centre's own desk. It serves every region that has no office able to work, and it is always open. */
export const centreOfficeCode = 'PUSAT';
