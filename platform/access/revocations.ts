import type { Viewer } from './viewer';

/** Whose rights have ended before their tokens have. Asked on every request and before every pushed event. */
export interface Revocations {
  isRevoked(viewer: Viewer): boolean;
  /** Calls back after each revocation, so that open streams end at once; returns how to stop that. */
  onRevoked(callback: () => void): () => void;
}

/** Revocations of this process only, gone when it ends. */
export interface LocalRevocations extends Revocations {
  /** Ends every token of the subject, those not issued yet included. */
  revokeSubject(subject: string): void;
  revokeToken(tokenId: string): void;
}

/** Keeps revocations in memory. */
export function createLocalRevocations(): LocalRevocations {
  const subjects = new Set<string>();
  const tokens = new Set<string>();
  const callbacks = new Set<() => void>();
  const revoke = (from: Set<string>, id: string): void => {
    from.add(id);
    for (const callback of callbacks) callback();
  };
  return {
    isRevoked: ({ subject, tokenId }) => subjects.has(subject) || (tokenId !== null && tokens.has(tokenId)),
    onRevoked(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    revokeSubject: (subject) => revoke(subjects, subject),
    revokeToken: (tokenId) => revoke(tokens, tokenId),
  };
}
