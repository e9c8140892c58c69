import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { AppError, errorCodes, errorKinds } from '#contract/shared/errors';
import { toFailure } from './failures.ts';

describe('what of an error may travel through Temporal', () => {
  it.each(errorCodes)('%s: its code as the type, retried only where the same call may succeed', (code) => {
    const failure = toFailure(new AppError(code));
    expect(failure.type).toBe(code);
    // A version that moved on never comes back: the workflow looks again instead.
    const retried = errorKinds[code].retry && code !== 'VERSION_CONFLICT';
    expect(failure.nonRetryable).toBe(!retried);
  });

  it("drops words: SIMPONI's, the developer's, and the cause", () => {
    const error = new AppError('SIMPONI_REFUSED', {
      message: 'PT RAHASIA refused',
      details: { simponiCode: '99', words: 'NIK 3271234567890001 ditolak', state: 'DIPROSES' },
      cause: new Error('RAHASIA'),
    });
    const failure = toFailure(error);
    expect(JSON.stringify([failure.message, failure.details, failure.cause])).not.toMatch(/RAHASIA|3271/);
    expect(failure.details).toEqual([{ simponiCode: '99', state: 'DIPROSES' }]);
  });

  it('knows nothing of other errors but their name, and tries them again', () => {
    const failure = toFailure(new TypeError('kantor@lembaga.test is undefined'));
    expect(failure).toMatchObject({ type: 'INTERNAL', nonRetryable: false, message: 'INTERNAL: TypeError' });
  });

  it('lets a failure that is one already pass', () => {
    const failure = ApplicationFailure.nonRetryable('x', 'NOT_FOUND');
    expect(toFailure(failure)).toBe(failure);
  });
});
