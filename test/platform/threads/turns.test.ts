import { Turns } from '../../../platform/threads/turns';

describe('turns', () => {
  const open = () => {
    const turns = new Turns<string>();
    const order: string[] = [];
    const take = (asker: string, name: string) =>
      turns.take(asker, async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${name} ends`);
        return name;
      });
    return { turns, order, take };
  };

  it('are for one piece of work at a time', async () => {
    const { order, take } = open();
    expect(await Promise.all([take('a', 'a1'), take('a', 'a2')])).toEqual(['a1', 'a2']);
    expect(order).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
  });

  it('go round those who ask, however much one of them asks', async () => {
    const { order, take } = open();
    await Promise.all([take('a', 'a1'), take('a', 'a2'), take('a', 'a3'), take('b', 'b1'), take('b', 'b2')]);
    const ended = order.filter((line) => line.endsWith('ends')).map((line) => line.slice(0, 2));
    expect(ended).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });

  it('are told by how much of an asker has not begun', async () => {
    const { turns, take } = open();
    const all = [take('a', 'a1'), take('a', 'a2'), take('a', 'a3')];
    expect([turns.waitingOf('a'), turns.waitingOf('b')]).toEqual([2, 0]);
    await Promise.all(all);
    expect(turns.waitingOf('a')).toBe(0);
  });

  it('go on after work that throws, and for who comes when nobody waits', async () => {
    const { turns, take } = open();
    const failing = turns.take('a', () => Promise.reject(new Error('no')));
    const next = take('a', 'a2');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('a2');
    expect(await take('b', 'b1')).toBe('b1');
  });
});
