import { json } from 'express';
import { PROTOCOLS } from './stubs/protocols';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

describe.each(PROTOCOLS)('routes of others on the same port, by %s', (protocol) => {
  let running: RunningGateway;
  beforeAll(async () => {
    running = await startGateway({
      protocol,
      mount: (app) => {
        app.post('/others', json({ limit: 100 }), (_request, response) => void response.json({ taken: true }));
        app.get('/version', (request, response) => void response.send(request.httpVersion));
        app.get('/others', () => {
          throw new Error('Ada Quill');
        });
      },
    });
  });
  afterAll(() => running.stop());
  const post = (body: string) =>
    running.fetch(`${running.url}/others`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  it('are asked by that version', async () => {
    const version = await running.fetch(`${running.url}/version`);
    expect(await version.text()).toBe({ 'HTTP/1.1': '1.1', 'HTTP/2': '2.0' }[protocol]);
  });

  it('are answered by them, with the headers of every answer', async () => {
    const taken = await post('{}');
    expect([taken.status, taken.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    expect(await taken.json()).toEqual({ taken: true });
  });

  it('refuse a body that cannot be read in words that quote nothing of it', async () => {
    const broken = await post('{"name":Ada}');
    expect([broken.status, await broken.json()]).toMatchObject([400, { errors: [{ message: 'the body of the request cannot be read', extensions: { code: 'BAD_INPUT' } }] }]); // prettier-ignore
    const large = await post(JSON.stringify({ pad: 'x'.repeat(200) }));
    expect([large.status, await large.json()]).toMatchObject([413, { errors: [{ extensions: { code: 'BAD_INPUT' } }] }]); // prettier-ignore
  });

  it('never tell of a bug', async () => {
    const bug = await running.fetch(`${running.url}/others`);
    const text = await bug.text();
    expect([bug.status, text.includes('INTERNAL'), text.includes('Quill')]).toEqual([500, true, false]);
  });
});
