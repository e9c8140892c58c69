import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Stop } from './fail.ts';
import { pause, stopProcess } from './processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a part says when it serves: its ports and addresses. */
export type Ready = Readonly<Record<string, string | number>>;

export interface PartOptions {
  /** Shown to the person, and the name of the log file. */
  readonly name: string;
  /** `api/main.ts` */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** Hears what the person should see. */
  readonly say: (line: string) => void;
  /** Called once when the part died too often; the sentence says so. */
  readonly onGiveUp: (problem: Stop) => void;
}

export interface SupervisedPart {
  readonly name: string;
  /**
   * Settles when it serves for the first time, with what it said. Rejects with a Stop when it does not serve in time,
   * dies too often at its first start, or is stopped before.
   */
  readonly ready: Promise<Ready>;
  stop(): Promise<void>;
}

/** Deaths within `windowMs` after which a part is given up. */
const limits = { deaths: 6, windowMs: 120_000, readyWithinMs: 90_000 };

/** Marks our processes in the process table, so that the next start finds those that a kill -9 has left. */
export const processMark = (dataDir: string): string => `--loket-data=${dataDir}`;

/**
 * Runs a part of the system as a process of its own and starts it again when it dies (after 0.5 s, 1 s, 2 s … 15 s).
 * Its output goes to `DATA_DIR/logs/<name>.log`. When this process dies, the part notices (its IPC channel closes) and
 * ends itself.
 */
export function supervise(options: PartOptions): SupervisedPart {
  const part = new Part(options);
  return { name: options.name, ready: part.start(), stop: () => part.stop() };
}

class Part {
  readonly #options: PartOptions;
  readonly #logPath: string;
  readonly #deaths: number[] = [];
  readonly #lastLines: string[] = [];
  #child: ChildProcess | undefined;
  #stopping = false;
  #everServed = false;
  #abandon: () => void = () => {};

  constructor(options: PartOptions) {
    this.#options = options;
    this.#logPath = join(options.dataDir, 'logs', `${options.name}.log`);
    mkdirSync(dirname(this.#logPath), { recursive: true });
    if (existsSync(this.#logPath) && statSync(this.#logPath).size > 20_000_000) {
      renameSync(this.#logPath, `${this.#logPath}.1`);
    }
  }

  start(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      const tooLong = setTimeout(
        () => reject(this.#problem(`did not say that it serves within ${limits.readyWithinMs / 1000} s`)),
        limits.readyWithinMs,
      );
      const settle = (act: () => void) => {
        clearTimeout(tooLong);
        act();
      };
      this.#abandon = () =>
        settle(() => reject(new Stop(`${this.#options.name} was stopped before it served`)));
      this.#run(
        (ready) => settle(() => resolve(ready)),
        (problem) => settle(() => reject(problem)),
      );
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#abandon();
    const child = this.#child;
    if (child?.pid && child.exitCode === null && child.signalCode === null)
      await stopProcess(child.pid, 20_000);
  }

  #run(onReady: (ready: Ready) => void, onFirstFailure: (problem: Stop) => void): void {
    const { entry, env, dataDir } = this.#options;
    const child = spawn(process.execPath, ['--import', 'tsx', resolve(root, entry), processMark(dataDir)], {
      cwd: root,
      env,
      // A group of its own: Ctrl-C in the terminal reaches the launcher only, which stops things in their order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#record(child);
    child.on('message', (message: { type?: string } & Record<string, string | number>) => {
      if (message.type !== 'ready') return;
      this.#everServed = true;
      const { type: _, ...ready } = message;
      onReady(ready);
    });
    child.once('error', (error) => this.#lastLines.push(error.message));
    child.once('close', (code, signal) => {
      if (this.#stopping) return;
      void this.#revive(signal ?? `status ${code}`, onReady, onFirstFailure);
    });
  }

  async #revive(
    how: string,
    onReady: (ready: Ready) => void,
    onFirstFailure: (problem: Stop) => void,
  ): Promise<void> {
    const { name, say, onGiveUp } = this.#options;
    const now = Date.now();
    this.#deaths.push(now);
    const recent = this.#deaths.filter((at) => now - at < limits.windowMs);
    // A part that never served has a wrong setting or a defect: trying six times would only delay the message.
    const most = this.#everServed ? limits.deaths : 2;
    if (recent.length >= most) {
      const problem = this.#problem(`ended again and again (${how})`);
      onFirstFailure(problem);
      onGiveUp(problem);
      return;
    }
    const wait = Math.min(15_000, 500 * 2 ** (recent.length - 1));
    say(`${name} ended (${how}); starting it again in ${wait / 1000} s`);
    await pause(wait);
    if (!this.#stopping) this.#run(onReady, onFirstFailure);
  }

  #record(child: ChildProcess): void {
    const file = createWriteStream(this.#logPath, { flags: 'a' });
    // A full disk must not end the launcher, too.
    file.on('error', () => {});
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        file.write(`${line}\n`);
        this.#lastLines.push(line);
        if (this.#lastLines.length > 12) this.#lastLines.shift();
      });
    }
    child.once('close', () => file.end());
  }

  #problem(what: string): Stop {
    const { name } = this.#options;
    const lines = this.#lastLines.map((line) => `  ${line}`).join('\n');
    return new Stop(`${name} ${what}. The end of its log (${this.#logPath}):\n${lines}`);
  }
}
