import { expect, it } from 'vitest';
import { trackingSecretHeader as named } from '#contract/requests/public-http';
import { trackingSecretHeader } from './header.ts';

it('is the header that the API reads', () => {
  expect(trackingSecretHeader).toBe(named);
});
