import { expect, it } from 'vitest';
import { type Lead, type Locks, leadAlone } from './leader.ts';

/** Web Locks as browsers queue them: one holder, the next takes over when it lets go. */
function fakeLocks(): Locks {
  let tail = Promise.resolve();
  return {
    request: (_name, { signal }, hold) => {
      const turn = tail.then(() => {
        if (signal.aborted) throw new DOMException('gave up', 'AbortError');
        return hold();
      });
      tail = turn.catch(() => {});
      return turn;
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function tabs() {
  const leading: string[] = [];
  const lead =
    (name: string): Lead =>
    (stop) => {
      leading.push(name);
      return new Promise((resolve) =>
        stop.addEventListener('abort', () => {
          leading.splice(leading.indexOf(name), 1);
          resolve();
        }),
      );
    };
  return { leading, lead };
}

it('lets one tab lead and the next take over when it is closed', async () => {
  const locks = fakeLocks();
  const { leading, lead } = tabs();
  const closeFirst = leadAlone('live', lead('first'), locks);
  const closeSecond = leadAlone('live', lead('second'), locks);
  await settled();
  expect(leading).toEqual(['first']);
  closeFirst();
  await settled();
  expect(leading).toEqual(['second']);
  closeSecond();
  expect(leading).toEqual([]);
});

it('never leads after it was closed while waiting', async () => {
  const locks = fakeLocks();
  const { leading, lead } = tabs();
  const closeFirst = leadAlone('live', lead('first'), locks);
  leadAlone('live', lead('second'), locks)();
  closeFirst();
  await settled();
  expect(leading).toEqual([]);
});

it('leads in every tab where the browser has no Web Locks', async () => {
  const { leading, lead } = tabs();
  leadAlone('live', lead('first'), undefined);
  leadAlone('live', lead('second'), undefined);
  await settled();
  expect(leading).toEqual(['first', 'second']);
});
