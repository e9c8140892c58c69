import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/**
 * A mobile number as people write it (`0812 3456 7890`, `+62 812-3456-7890`, `62812…`), as E.164; Indonesian unless it
 * says another country. Null for what is no whole mobile number: landlines, too few digits, text around it.
 */
export function readMobile(text: string): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'ID', extract: false });
  return number?.isValid() ? number.number : null;
}
