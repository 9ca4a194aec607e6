import { readRegistration, versionOf } from '../../catalog/registration';
import { instant } from '../../platform/domain/instant';
import { payer, schemaOf } from './stub-subgraphs';

const at = instant('2026-01-05T00:00:00Z');

describe('a registration', () => {
  it('is read into hash, version and an address that changes with the schema', () => {
    const { part, version, faults } = readRegistration(payer);
    expect({ version, faults }).toEqual({ version: '1.0.0', faults: [] });
    expect(part).toEqual({ api: 'payer', hash: expect.stringMatching(/^[0-9a-f]{64}$/), url: `local://payer@${part.hash.slice(0, 12)}` }); // prettier-ignore
  });

  it('keeps the address of a subgraph that runs elsewhere', () => {
    expect(readRegistration({ ...payer, url: 'http://payer:4001/graphql' }).part.url).toBe('http://payer:4001/graphql');
  });

  it('with a schema that cannot be read is kept with its faults', () => {
    const broken = readRegistration({ ...payer, sdl: 'type {' });
    expect(broken).toMatchObject({ version: 'unknown', faults: [{ rule: 'INVALID_GRAPHQL', subgraphs: ['payer'] }] });
    expect(versionOf(broken, broken.faults, at)).toMatchObject({ status: 'REJECTED', sdl: 'type {', publishedAt: at });
  });

  it('without @api is at fault', () => {
    const sdl = schemaOf('payer', 'type Query { a: Int @access(class: PUBLIC) }').replace(/extend schema @api.*/, '');
    expect(readRegistration({ ...payer, sdl }).faults).toMatchObject([{ rule: 'API_DECLARATION' }]);
  });

  it('needs a plain name', () => {
    expect(() => readRegistration({ ...payer, name: 'Payer API' })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    );
  });
});
