import { ImportReport } from '../../../hub/import/report';

const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.split('│').slice(1, -1).map((cell) => cell.trim())); // prettier-ignore

describe('ImportReport', () => {
  it('adds up by kind and over all', () => {
    const report = new ImportReport();
    report.file('X12');
    report.take('X12', { messages: 3, accepted: 2, repeated: 1, setAside: [], findings: [] }, 'a.835');
    report.file('FHIR R4');
    report.count('FHIR R4', { accepted: 5 });
    report.count('FHIR R4', { repeated: 2 });
    report.setAside('FHIR R4', 'no id', 'b.json, entry 3');
    expect(rows(report.print())).toEqual([
      ['what', 'files', 'messages', 'accepted', 'repeated', 'set aside'],
      ['FHIR R4', '1', '8', '5', '2', '1'],
      ['X12', '1', '3', '2', '1', '0'],
      ['all', '2', '11', '7', '3', '1'],
    ]);
    expect(report.hasFailed).toBe(false);
  });

  it('is empty until there is something to tell', () => {
    const report = new ImportReport();
    expect(report.isEmpty).toBe(true);
    report.failed('a', 'b');
    expect(report.isEmpty).toBe(false);
  });

  it('lists each reason once, with how often and where, the first five places', () => {
    const report = new ImportReport();
    for (let entry = 1; entry <= 7; entry += 1) report.setAside('FHIR R4', 'no id', `b.json, entry ${entry}`);
    const text = report.print();
    expect(text).toContain('set aside, kept raw and raised as exception cases:\n  7 × FHIR R4: no id\n      b.json, entry 1\n'); // prettier-ignore
    expect(text).toContain('      b.json, entry 5\n      and 2 more');
  });

  it('moves what the hub set aside afterwards', () => {
    const report = new ImportReport();
    report.count('FHIR R4', { accepted: 2 });
    report.setAsideLater('FHIR R4', 'accepted', 'Claim.total is required', 'a.json, Claim/1@1');
    expect(rows(report.print()).at(-1)).toEqual(['all', '0', '2', '1', '0', '1']);
  });

  it('tells apart what waits, what was noted, and what was not taken in', () => {
    const report = new ImportReport();
    report.waiting('FHIR R4', 'Claim refers to what has not come', 'a.json, Claim/1@1');
    report.take('X12', { messages: 1, accepted: 1, repeated: 0, setAside: [], findings: ['no IEA'] }, 'b.835');
    report.failed('c.json', 'you may not read it');
    const text = report.print();
    expect(text).toMatch(/waiting for what they refer to.*\n {2}1 × FHIR R4: Claim refers/);
    expect(text).toMatch(/noted about envelopes.*\n {2}1 × X12: no IEA\n {6}b\.835/);
    expect(text).toMatch(/not taken in:\n {2}c\.json: you may not read it$/);
    expect(report.hasFailed).toBe(true);
  });
});
