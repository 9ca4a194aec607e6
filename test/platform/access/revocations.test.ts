import { createLocalRevocations } from '../../../platform/access/revocations';
import { hubViewer } from '../../../platform/access/roles';
import { viewerOf } from './viewer-of';

describe('local revocations', () => {
  it('end a subject or one token, and tell who listens', () => {
    const revocations = createLocalRevocations();
    let told = 0;
    const stop = revocations.onRevoked(() => (told += 1));
    const viewer = viewerOf([]);
    expect(revocations.isRevoked(viewer)).toBe(false);
    revocations.revokeToken('t1');
    expect(revocations.isRevoked(viewer)).toBe(true);
    expect(revocations.isRevoked({ ...viewer, tokenId: 't2' })).toBe(false);
    revocations.revokeSubject('s1');
    expect(revocations.isRevoked({ ...viewer, tokenId: 't2' })).toBe(true);
    expect(revocations.isRevoked(hubViewer)).toBe(false);
    stop();
    revocations.revokeToken('t3');
    expect(told).toBe(2);
  });
});
