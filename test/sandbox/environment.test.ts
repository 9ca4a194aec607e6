import { readEnvironment } from '../../sandbox/environment';

describe("the sandbox's settings", () => {
  test('have defaults', () => {
    expect(readEnvironment({}, [])).toEqual({
      seed: 1,
      patients: 200,
      dataFolder: null,
      daysPerMinute: 0,
      webhookUrl: null,
      startDate: '2026-01-05',
    });
  });

  test('come from the environment, and a flag outranks it', () => {
    const variables = {
      SANDBOX_SEED: '5',
      SANDBOX_PATIENTS: '12',
      SANDBOX_DATA: '/tmp/x',
      SANDBOX_PACE: '0.5',
      SANDBOX_START_DATE: '2026-02-28',
    };
    expect(readEnvironment(variables, ['--seed', '6', '--webhook-url', 'http://127.0.0.1:1/hook'])).toEqual({
      seed: 6,
      patients: 12,
      dataFolder: '/tmp/x',
      daysPerMinute: 0.5,
      webhookUrl: 'http://127.0.0.1:1/hook',
      startDate: '2026-02-28',
    });
  });

  test('that are wrong are all named at once', () => {
    const wrong = {
      SANDBOX_SEED: 'x',
      SANDBOX_PATIENTS: '0',
      SANDBOX_PACE: '-1',
      SANDBOX_WEBHOOK_URL: 'ftp://a',
      SANDBOX_START_DATE: '2026-02-30',
    };
    expect(() => readEnvironment(wrong, [])).toThrow(
      /SANDBOX_SEED[^]*SANDBOX_PATIENTS[^]*SANDBOX_PACE[^]*SANDBOX_WEBHOOK_URL[^]*SANDBOX_START_DATE/,
    );
    expect(() => readEnvironment({}, ['--speed', '1'])).toThrow(/--speed/);
  });
});
