/** The checkout. */
export const root: string;
/** Ends the command with one sentence. */
export function stop(sentence: string): never;
/** Checks Node and installs what is missing; ends the process when it cannot. */
export function ensureInstalled(): void;
/** Runs a TypeScript file in this process. */
export function runTypeScript(path: string): Promise<void>;
