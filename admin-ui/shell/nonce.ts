import createCache from '@emotion/cache';

/** The nonce that the server put into this response; styles made at run time carry it, or the CSP drops them. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;

export const styleCache = createCache({ key: 'loket', prepend: true, ...(nonce ? { nonce } : {}) });
