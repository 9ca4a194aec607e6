import { answerOf } from '../../../platform/threads/answer-jobs';

describe('the answer of a job', () => {
  it('is what the work gives', () => expect(answerOf(1, () => 'x')).toEqual({ id: 1, result: 'x' }));

  it('is the text of what it throws', () => {
    const thrown = (error: unknown) =>
      answerOf(2, () => {
        throw error;
      });
    expect(thrown(new Error('a bug'))).toEqual({ id: 2, failure: 'a bug' });
    expect(thrown('odd')).toEqual({ id: 2, failure: 'odd' });
  });
});
