import { addFinding, type Finding } from '../../../platform/x12/findings';

describe('addFinding', () => {
  it('keeps the first fifty', () => {
    const findings: Finding[] = [];
    for (let count = 0; count < 80; count += 1) addFinding(findings, 'STRAY_SEGMENT', `segment ${count}`);
    expect(findings).toHaveLength(50);
    expect(findings[0]).toEqual({ code: 'STRAY_SEGMENT', message: 'segment 0' });
  });
});
