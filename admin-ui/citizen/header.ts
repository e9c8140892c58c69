/** As `contract/requests/public-http.ts` has it; that file brings zod, which is half as heavy as all of these pages. */
export const trackingSecretHeader = 'x-tracking-secret';
