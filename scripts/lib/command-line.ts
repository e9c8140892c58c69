import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Stop } from './fail.ts';

/** The options of a command. @throws Stop naming what is wrong and how it is called */
export function readArguments<O extends NonNullable<ParseArgsConfig['options']>>(options: O, usage: string) {
  try {
    return parseArgs({ options, allowPositionals: false }).values;
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n${usage}`);
  }
}

/** Prints lines of progress, each with the seconds since the command began. */
export function sayWithTime(): (line: string) => void {
  const began = Date.now();
  return (line) => console.log(`${`${((Date.now() - began) / 1000).toFixed(1)}s`.padStart(7)}  ${line}`);
}
