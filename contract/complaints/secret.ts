/**
 * The secret of a complaint: fifteen signs that nobody confuses by ear or eye, since it is copied by hand from a page or
 * a paper. About 74 bits, in groups of five.
 */
export const complaintSecretSigns = 15;

export const formatComplaintSecret = (signs: string): string => signs.match(/.{1,5}/g)?.join('-') ?? '';

/** A secret as people type it, in its one spelling: this is what is hashed. */
export const readComplaintSecret = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s\-‐-―]/g, '')
    .replaceAll('O', '0');
