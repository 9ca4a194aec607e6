import { HubError } from '../../../platform/domain/errors';
import { sqliteError } from '../../../platform/store/sqlite-errors';

const error = (code: string): Error => Object.assign(new Error('near "Jane Doe": something'), { code });

describe('an error of SQLite', () => {
  it.each([
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'CONFLICT'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'CONFLICT'],
    ['SQLITE_BUSY', 'SOURCE_UNAVAILABLE'],
    ['SQLITE_BUSY_SNAPSHOT', 'SOURCE_UNAVAILABLE'],
    ['SQLITE_FULL', 'SOURCE_UNAVAILABLE'],
    ['SQLITE_IOERR_WRITE', 'SOURCE_UNAVAILABLE'],
    ['SQLITE_READONLY', 'BAD_INPUT'],
    ['SQLITE_CANTOPEN', 'BAD_INPUT'],
    ['SQLITE_NOTADB', 'SOURCE_MALFORMED'],
    ['SQLITE_CORRUPT', 'SOURCE_MALFORMED'],
    ['SQLITE_ERROR', 'INTERNAL'],
    ['', 'INTERNAL'],
  ])('%s becomes %s, without the text of the library', (code, expected) => {
    const translated = sqliteError(error(code), '/data/accord.db');
    expect(translated.code).toBe(expected);
    expect(translated.message).not.toContain('Jane');
    if (expected !== 'CONFLICT') expect(translated.message).toContain('/data/accord.db');
  });

  it('that is ours already stays as it is', () => {
    const ours = new HubError('NOT_FOUND', 'no such thing');
    expect(sqliteError(ours, '/data/accord.db')).toBe(ours);
  });
});
