import { pino } from 'pino';

/** The hub's logger. Fields are ids, counts, codes and durations: never names, dates of birth, text of messages. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'> & { child(bindings: object): Logger };

/** JSON lines on standard error, so that standard output stays free for what a command prints. */
export const createLogger = ({ name, level = 'info' }: { name: string; level?: string }): Logger =>
  pino(
    { name, level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );

/** Says nothing: for tests and for commands that print their own result. */
export const silentLogger: Logger = pino({ level: 'silent' });
