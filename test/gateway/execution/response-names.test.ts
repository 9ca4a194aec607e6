import { clientName, inClientNames, renamed } from '../../../gateway/execution/response-names';

test('an answer is given back in the names of the client, in order, lists and paths included', () => {
  const name = renamed('id');
  const answer = inClientNames({ person: [{ [name]: 'Linz', name: null }, null] });
  expect(JSON.stringify(answer)).toBe('{"person":[{"id":"Linz","name":null},null]}');
  expect(['person', 0, name].map(clientName)).toEqual(['person', 0, 'id']);
});
