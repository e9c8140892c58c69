import { describe, expect, it } from 'vitest';
import { createLogger, redact, scrub } from './logger.ts';

/** What a logger writes for one call. */
function written(act: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  act(createLogger('test', 'info', { write: (line) => (text += line) }));
  return text;
}

describe('the log', () => {
  it('is one JSON line with part, level and time', () => {
    const line = JSON.parse(written((log) => log.info({ orderId: 'o-1', status: 'DIBAYAR' }, 'moved')));
    expect(line).toMatchObject({
      part: 'test',
      level: 'info',
      orderId: 'o-1',
      status: 'DIBAYAR',
      msg: 'moved',
    });
    expect(Date.parse(line.time)).not.toBeNaN();
  });

  it('hides personal fields in any depth and in child loggers', () => {
    const text = written((log) =>
      log.info(
        { user: { id: 'u1', name: 'Siti', contact: [{ Email: 'siti@x.id', phone: '0811' }] } },
        'seen',
      ),
    );
    expect(text).toContain('u1');
    expect(text).not.toMatch(/Siti|siti@|0811/);
  });

  it('hides what looks personal inside messages and errors', () => {
    const cause = new Error('Key (email)=(siti@example.id) already exists');
    const error = new Error('NIK 3374015201900001 phone 081234567890 at postgresql://a:pw@h/db', { cause });
    const text = written((log) => {
      log.error({ err: error }, 'failed for siti@example.id');
      log.error(error);
      log.error({ err: error });
      log.warn('asked by %s about %o', 'siti@example.id', { nik: '3374015201900001' });
    });
    expect(text).toContain('16 digits');
    expect(text).not.toMatch(/3374015201900001|081234567890|siti@|a:pw/);
  });

  it('leaves out the arguments of a call that Prisma refuses, which it quotes whole', () => {
    const message = [
      '\nInvalid `prisma.user.create()` invocation:\n',
      '{\n  data: {\n    name: "Siti $& Aminah",\n    email: 7,\n           ~\n  }\n}\n',
      'Argument `email`: Invalid value provided. Expected String, provided Int.',
    ].join('\n');
    const error = new Error(message);
    error.name = 'PrismaClientValidationError';
    error.stack = `${error.name}: ${message}\n    at somewhere (file.ts:1:2)`;
    const text = written((log) => log.error({ err: new Error('unexpected', { cause: error }) }, 'failed'));
    expect(text).toContain('prisma.user.create()');
    expect(text).toContain('Expected String, provided Int.');
    expect(text).toContain('at somewhere');
    expect(text).not.toMatch(/Siti|Aminah/);
  });

  it('keeps ids, codes and amounts', () => {
    const id = '0b9f6a52-5a3e-4a0e-8a64-1234567890ab';
    expect(scrub(`order ${id} KW-B1-0903230016 712345678901234`)).toBe(
      `order ${id} KW-B1-0903230016 712345678901234`,
    );
    expect(redact({ total: 100000n, at: [1, true, null] })).toEqual({ total: '100000', at: [1, true, null] });
  });
});
