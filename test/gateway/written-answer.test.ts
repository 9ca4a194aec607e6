import { jsonOf, WrittenAnswer } from '../../gateway/written-answer';

const written = (text: string): WrittenAnswer => new WrittenAnswer({ text });

test('data is what the text says, parsed once and only for who asks', () => {
  const answer = written('{"a":[1,null]}');
  expect(answer.data).toEqual({ a: [1, null] });
  expect(answer.data).toBe(answer.data);
  expect(answer.text).toBe('{"a":[1,null]}');
});

test('it is JSON like any other answer', () => {
  expect(JSON.stringify(written('{"a":1}'))).toBe('{"data":{"a":1}}');
  expect(jsonOf(written('{"a":1}'))).toBe('{"data":{"a":1}}');
  expect(jsonOf({ data: null, errors: [] })).toBe('{"data":null,"errors":[]}');
});

test('data may be null', () => {
  expect(written('null').data).toBeNull();
});

test('the text is let go of, for whoever else holds the answer too', () => {
  const answer = { text: '{"a":1}' };
  new WrittenAnswer(answer).withErrors(String).release();
  expect(answer.text).toBe('');
});

test('errors come first, and data that is written already stays as it is', () => {
  const answer = new WrittenAnswer({ text: '{"a":null}' }, ['no a']).withErrors((message) => ({
    message,
    path: ['a'],
  }));
  expect(jsonOf(answer)).toBe('{"errors":[{"message":"no a","path":["a"]}],"data":{"a":null}}');
  expect(JSON.stringify(answer)).toBe(jsonOf(answer));
  expect('errors' in new WrittenAnswer({ text: '{}' }).withErrors(String)).toBe(false);
});
