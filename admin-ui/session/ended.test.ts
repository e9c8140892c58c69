import { beforeEach, describe, expect, it } from 'vitest';
import { isSessionEnded, onSession, sessionBegan, sessionClosed, sessionRefused } from './ended.ts';

beforeEach(sessionClosed);

describe('the session of a page', () => {
  it('has not ended when there was none', () => {
    sessionRefused();
    expect(isSessionEnded()).toBe(false);
  });

  it('has ended when the server refuses somebody who was signed in, until he signs in again', () => {
    sessionBegan();
    sessionRefused();
    expect(isSessionEnded()).toBe(true);
    sessionBegan();
    expect(isSessionEnded()).toBe(false);
  });

  it('is not missed by a person who has logged out himself', () => {
    sessionBegan();
    sessionClosed();
    sessionRefused();
    expect(isSessionEnded()).toBe(false);
  });

  it('tells once that it ended, however many calls are refused', () => {
    let told = 0;
    const stop = onSession(() => (told += 1));
    sessionBegan();
    sessionRefused();
    sessionRefused();
    stop();
    sessionBegan();
    expect(told).toBe(2);
  });
});
