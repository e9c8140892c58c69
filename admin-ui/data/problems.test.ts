import { HttpError } from 'react-admin';
import { beforeAll, expect, it } from 'vitest';
import { errors } from '#contract/i18n/id/errors';
import { switchLanguage } from '../i18n/texts.ts';
import { codeOf, fieldSentence, fieldSentences, nestErrors, problemFrom, sentenceOf } from './problems.ts';

beforeAll(() => {
  globalThis.document = { documentElement: { lang: '' } } as Document;
  return switchLanguage('id');
});

const problem = {
  type: 'about:blank',
  title: 'Unprocessable',
  status: 422,
  code: 'INVALID_INPUT',
  detail: 'Ada isian yang belum benar.',
  requestId: 'r-1',
  errors: [
    { path: 'email', code: 'BAD_EMAIL', message: 'Tulis alamat surel.' },
    { path: 'lines.0.quantity', code: 'NOT_WHOLE', message: 'Isi bilangan bulat.' },
  ],
};

it("says the API's own detail and puts its field errors where forms look for them", () => {
  const error = problemFrom(422, problem);
  expect(error).toBeInstanceOf(HttpError);
  expect(error.message).toBe('Ada isian yang belum benar.');
  expect(error.body.errors).toEqual({
    email: 'Tulis alamat surel.',
    lines: { 0: { quantity: 'Isi bilangan bulat.' } },
  });
  expect(fieldSentence(error, 'email')).toBe('Tulis alamat surel.');
  expect(fieldSentence(error, 'name')).toBeNull();
  expect(fieldSentences(error)).toEqual(['Tulis alamat surel.', 'Isi bilangan bulat.']);
  expect(codeOf(error)).toBe('INVALID_INPUT');
});

it('says all that is wrong with one field', () => {
  const errors = ['PKS belum ada.', 'Juknis belum selesai.'].map((message) => ({
    path: 'environment',
    code: 'X',
    message,
  }));
  const error = problemFrom(422, { ...problem, errors });
  expect(fieldSentence(error, 'environment')).toBe('PKS belum ada. Juknis belum selesai.');
});

it('leaves errors out when there are none, so that react-admin shows the sentence as a notification', () => {
  expect(nestErrors([])).toBeUndefined();
  expect(problemFrom(409, { ...problem, errors: undefined }).body.errors).toBeUndefined();
});

it.each([
  [401, errors.UNAUTHENTICATED],
  [403, errors.FORBIDDEN],
  [404, errors.NOT_FOUND],
])('has a sentence of its own for an answer %i that is no problem document', (status, sentence) => {
  expect(problemFrom(status, '<html>').message).toBe(sentence);
});

it('tells no answer from a server that is away and from what nobody foresaw', () => {
  const sentences = [problemFrom(0, null), problemFrom(503, ''), problemFrom(500, null)].map(sentenceOf);
  expect(new Set(sentences).size).toBe(3);
  expect(codeOf(problemFrom(0, null))).toBe('NO_ANSWER');
});
