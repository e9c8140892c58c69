import { ApplicationFailure } from '@temporalio/common';
import {
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import { expect, it } from 'vitest';
import { DecryptionError, generateKeyRing, parseKeyRing } from './crypto.ts';
import { createDataConverter, EncryptionCodec, testPayloadKeys } from './temporal.ts';

const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"orderId":"o-1"}') };

it('encrypts a payload under the current key and opens it again', async () => {
  const codec = new EncryptionCodec(testPayloadKeys);
  const [sealed] = await codec.encode([payload]);
  expect(Buffer.from(sealed?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('test-only');
  expect(JSON.stringify(sealed)).not.toContain('o-1');
  expect(Buffer.from(sealed?.data ?? []).includes('orderId')).toBe(false);
  const [opened] = await codec.decode(sealed ? [sealed] : []);
  expect(Buffer.from(opened?.data ?? []).toString()).toBe('{"orderId":"o-1"}');
  expect(Buffer.from(opened?.metadata?.encoding ?? []).toString()).toBe('json/plain');
});

it('opens what an older key sealed, and refuses a strange key and altered bytes', async () => {
  const oldRing = generateKeyRing('old');
  const [sealed] = await new EncryptionCodec(parseKeyRing(oldRing)).encode([payload]);
  if (!sealed) throw new Error('nothing was encoded');
  const rotated = new EncryptionCodec(parseKeyRing(`${generateKeyRing('new')},${oldRing}`));
  expect(Buffer.from((await rotated.decode([sealed]))[0]?.data ?? []).toString()).toContain('o-1');
  await expect(new EncryptionCodec(testPayloadKeys).decode([sealed])).rejects.toThrow(DecryptionError);
  const altered = { ...sealed, data: Buffer.from(sealed.data ?? []).fill(0, 20, 22) };
  await expect(rotated.decode([altered])).rejects.toThrow(DecryptionError);
});

it.each([
  ['in the clear', payload],
  ['without a word about its form', { data: payload.data }],
  ['that only says it is encrypted', { ...payload, metadata: { encoding: Buffer.from('binary/encrypted') } }],
])('refuses a payload %s', async (_, foreign) => {
  const codec = new EncryptionCodec(testPayloadKeys);
  const own = await codec.encode([payload]);
  await expect(codec.decode([...own, foreign])).rejects.toThrow(DecryptionError);
});

it('encrypts the message and the stack of a failure', async () => {
  const converter = loadDataConverter(createDataConverter(testPayloadKeys));
  const failure = await encodeErrorToFailure(
    converter,
    ApplicationFailure.create({ message: 'who: Siti', type: 'X' }),
  );
  expect(failure.message).toBe('Encoded failure');
  expect(JSON.stringify(failure)).not.toContain('Siti');
  const error = await decodeOptionalFailureToOptionalError(converter, failure);
  expect(error).toMatchObject({ message: 'who: Siti', type: 'X' });
});
