import { readBundle } from '../../../hub/import/fhir-bundle';
import { HubError } from '../../../platform/domain/errors';

const bundle = (type: string, ...entry: object[]) => ({ resourceType: 'Bundle', type, entry });
const patient = { resourceType: 'Patient', id: 'p1' };

const faultOf = (input: unknown): HubError => {
  try {
    readBundle(input);
  } catch (error) {
    if (error instanceof HubError) return error;
  }
  throw new Error('the bundle was read');
};

describe('readBundle', () => {
  it('gives every resource to be put at its own id, whatever the entry asks for', () => {
    const { puts, setAside } = readBundle(
      bundle(
        'transaction',
        { resource: patient, request: { method: 'POST', url: 'Patient' } },
        { resource: { resourceType: 'Organization', id: 'o1' }, request: { method: 'PUT', url: 'Organization/o1' } },
        { resource: { resourceType: 'Encounter', id: 'e1' } },
      ),
    );
    expect(puts.map(({ resourceType, id, entry }) => [resourceType, id, entry])).toEqual([
      ['Patient', 'p1', 0],
      ['Organization', 'o1', 1],
      ['Encounter', 'e1', 2],
    ]);
    expect(setAside).toEqual([]);
  });

  it.each(['transaction', 'batch', 'collection', 'searchset', 'document'])('takes a %s', (type) => {
    expect(readBundle(bundle(type, { resource: patient })).puts).toHaveLength(1);
  });

  it('takes a bundle without entries as nothing to do', () => {
    expect(readBundle({ resourceType: 'Bundle', type: 'collection' })).toEqual({ puts: [], setAside: [] });
  });

  it('finds the id in the full URL where the resource has none', () => {
    const { puts } = readBundle(
      bundle(
        'transaction',
        { fullUrl: 'urn:uuid:a-1', resource: { resourceType: 'Patient' } },
        { fullUrl: 'https://ehr.example/fhir/Claim/c-2', resource: { resourceType: 'Claim' } },
        { fullUrl: 'https://ehr.example/fhir/Patient/p-3', resource: { resourceType: 'Claim' } },
      ),
    );
    expect(puts.map(({ resource }) => resource)).toEqual([
      { resourceType: 'Patient', id: 'a-1' },
      { resourceType: 'Claim', id: 'c-2' },
    ]);
  });

  it('leads references to entries of the bundle to their places, at any depth, and leaves the others', () => {
    const { puts } = readBundle(
      bundle(
        'transaction',
        { fullUrl: 'urn:uuid:p1', resource: patient },
        { fullUrl: 'https://ehr.example/fhir/Encounter/e1', resource: { resourceType: 'Encounter', id: 'e1' } },
        {
          resource: {
            resourceType: 'Claim',
            id: 'c1',
            patient: { reference: 'urn:uuid:p1' },
            item: [{ encounter: [{ reference: 'https://ehr.example/fhir/Encounter/e1' }] }],
            provider: { reference: 'urn:uuid:elsewhere' },
            note: 'urn:uuid:p1',
          },
        },
      ),
    );
    expect(puts[2]?.resource).toMatchObject({
      patient: { reference: 'Patient/p1' },
      item: [{ encounter: [{ reference: 'Encounter/e1' }] }],
      provider: { reference: 'urn:uuid:elsewhere' },
      note: 'urn:uuid:p1',
    });
  });

  it('sets aside what cannot be put, one by one, with what to do, and gives the others', () => {
    const { puts, setAside } = readBundle(
      bundle(
        'batch',
        { resource: { resourceType: 'Patient', name: [{ family: 'Secret' }] } },
        { resource: { resourceType: 'Patient', id: 'not an id!' } },
        { resource: patient },
        { request: { method: 'DELETE', url: 'Patient/p9' } },
        { resource: { id: 'x' } },
        { resource: { resourceType: '<b>', id: 'x' } },
        { resource: { resourceType: 'OperationOutcome', id: 'o' }, search: { mode: 'outcome' } },
      ),
    );
    expect(puts.map(({ id }) => id)).toEqual(['p1']);
    expect(setAside.map(({ entry }) => entry)).toEqual([0, 1, 3, 4, 5, 6]);
    expect(setAside[0]).toEqual({
      entry: 0,
      reason: expect.stringMatching(/^a FHIR R4 Patient has no usable id.*give it one at its source$/),
      raw: JSON.stringify({ resourceType: 'Patient', name: [{ family: 'Secret' }] }),
    });
    expect(setAside[2]?.reason).toMatch(/asks for DELETE.*do that in the EHR/);
    expect(setAside[4]?.reason).toMatch(/holds no FHIR resource/);
    expect(setAside.map(({ reason }) => reason).join()).not.toContain('Secret');
  });

  it('refuses an answer of a server: it repeats what was sent under other ids', () => {
    const fault = faultOf(bundle('batch-response', { resource: patient, response: { status: '201' } }));
    expect(fault.code).toBe('SOURCE_MALFORMED');
    expect(fault.message).toMatch(/batch-response is a server's answer.*import the batch that it answers/);
    expect(faultOf(bundle('transaction-response')).message).toMatch(/import the transaction that it answers/);
  });

  it.each([
    ['a history', bundle('history'), /history tells what was/],
    ['a message', bundle('message'), /FHIR messages are not taken/],
    ['a bundle without a type', { resourceType: 'Bundle', entry: [] }, /does not say what it is for/],
    ['a type that is none', bundle('constructor'), /does not say what it is for/],
    ['entries that are no list', { resourceType: 'Bundle', type: 'batch', entry: {} }, /entry is not a list/],
    ['a lone resource', patient, /^a FHIR R4 Patient stands alone; put it into a Bundle of type collection$/],
    ['other JSON', { name: 'Secret' }, /^the JSON is not a FHIR R4 Bundle/],
    ['a list', [patient], /^the JSON is not a FHIR R4 Bundle/],
    ['a number', 7, /^the JSON is not a FHIR R4 Bundle/],
    ['null', null, /^the JSON is not a FHIR R4 Bundle/],
  ])('refuses %s and says what to do', (_name, input, message) => {
    expect(faultOf(input).code).toBe('SOURCE_MALFORMED');
    expect(faultOf(input).message).toMatch(message);
  });
});
