/**
 * Group commit: calls that arrive while a statement is under way share the next one. An idle lane sends a call at once,
 * so nobody waits for company; a busy one grows its batches by itself.
 */
export interface Lane<Call, Answer> {
  /** Resolves with the answer to this call, or rejects with what befell its batch. */
  add(call: Call): Promise<Answer>;
}

interface Waiting<Call, Answer> {
  readonly call: Call;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * `send` answers one entry a call, in their order; an error in the place of an answer is what befell that call alone. At
 * most `most` calls go together; `onIdle` is told when nothing is left to do.
 */
export function createLane<Call, Answer>(options: {
  readonly most: number;
  readonly send: (calls: readonly Call[]) => Promise<readonly (Answer | Error)[]>;
  readonly onIdle?: () => void;
}): Lane<Call, Answer> {
  const queue: Waiting<Call, Answer>[] = [];
  let sending = false;

  async function drain(): Promise<void> {
    sending = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, options.most);
      try {
        const answers = await options.send(batch.map(({ call }) => call));
        if (answers.length !== batch.length)
          throw new Error('a batch was answered with another number of rows');
        batch.forEach(({ resolve, reject }, at) => {
          const answer = answers[at] as Answer | Error;
          if (answer instanceof Error) reject(answer);
          else resolve(answer);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    sending = false;
    options.onIdle?.();
  }

  return {
    add: (call) =>
      new Promise((resolve, reject) => {
        queue.push({ call, resolve, reject });
        if (!sending) void drain();
      }),
  };
}
