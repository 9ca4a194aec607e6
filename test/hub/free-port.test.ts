import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { requireFreePort } from '../../hub/free-port';

test('a port in use is refused by name, and a free one is left free', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(requireFreePort(port)).rejects.toMatchObject({ code: 'BAD_INPUT', message: `port ${port} is in use; choose another with --port` }); // prettier-ignore
  server.close();
  await once(server, 'close');
  await requireFreePort(port);
  await requireFreePort(port);
  await requireFreePort(0);
});

test('an address that is not of this machine is refused', async () => {
  await expect(requireFreePort(4000, '192.0.2.1')).rejects.toThrow(/port 4000 cannot be opened \(EADDRNOTAVAIL\)/);
});
