import { type Bindings, type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * Field names whose values never reach a log, in any depth and any case. Lines speak of ids and codes; who a person
 * is stands in the database only.
 */
const personalFields = new Set(
  [
    'name nama namaLengkap fullName username email surel cc bcc recipient phone telepon whatsapp address alamat',
    'note notes catatan reason alasan nik kk noKk npwp birthDate tanggalLahir body payload query headers cookie cookies',
    'authorization password kataSandi secret token accessToken refreshToken sessionToken apiKey key keys pem url_secret',
  ]
    .join(' ')
    .split(' ')
    .map((field) => field.toLowerCase()),
);

const hidden = '[hidden]';

/** Patterns of personal data that may stand inside a text, e.g. in a database's error message. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[mail]'],
  [/\b(?:postgres(?:ql)?|smtps?|s3|https?):\/\/[^\s/@]+@/gi, '[credentials]@'],
  [/(?<![\w-])\d{16}(?![\w-])/g, '[16 digits]'],
  [/(?<![\w-])(?:\+?62|0)8\d{7,11}(?![\w-])/g, '[phone]'],
];

/** Replaces what looks like personal data in a text. */
export function scrub(text: string): string {
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** A copy of a log line's fields without personal data; errors become type, code, scrubbed message and stack. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (depth > 6) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.slice(0, 50).map((each) => redact(each, depth + 1));
  if (ArrayBuffer.isView(value)) return '[bytes]';
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [
      field,
      personalFields.has(field.toLowerCase()) && each != null ? hidden : redact(each, depth + 1),
    ]),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  const text = (whole: string) => scrub(withoutArguments(error, whole));
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    message: text(error.message),
    ...(error.stack ? { stack: text(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** A call that Prisma itself refuses is quoted with all its arguments, names and words of people among them. */
function withoutArguments(error: Error, whole: string): string {
  if (error.name !== 'PrismaClientValidationError') return whole;
  const lines = error.message.split('\n').filter((line) => line.trim() !== '');
  return whole.replace(error.message, () => `${lines[0]} ${hidden} ${lines.at(-1)}`);
}

type LogArguments = Parameters<Logger['info']>;

/** Every argument without personal data; an error's own message never becomes the line's message unscrubbed. */
function cleanArguments(args: readonly unknown[]): LogArguments {
  const [first, message, ...rest] = args;
  const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
  const fields = first instanceof Error ? { err: first } : first;
  if (typeof fields !== 'object') return args.map((each) => redact(each)) as LogArguments;
  const text = message ?? (error instanceof Error ? error.message : undefined);
  return [fields, ...[text, ...rest].map((each) => redact(each))] as LogArguments;
}

/** JSON lines on standard output (or `destination`), with the part's name and without personal data. */
export function createLogger(part: string, level = 'info', destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { part, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (value: unknown) => value },
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redact(fields) as Record<string, unknown>,
    },
    hooks: {
      logMethod: function (args, method) {
        method.apply(this, cleanArguments(args));
      },
    },
  };
  const logger = pino(options, destination ?? standardOutput());
  // Fields of child loggers do not pass `formatters.log`; children inherit this method.
  const child = logger.child;
  logger.child = function (this: Logger, bindings: Bindings, ...rest: []) {
    return child.call(this, redact(bindings) as Bindings, ...rest);
  } as typeof logger.child;
  return logger;
}

/** Nobody reads any more (the launcher was killed): losing lines is right, failing in the middle of a stop is not. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: true });
  output.on('error', () => {});
  return output;
}
