import { CloudEvent } from 'cloudevents';
import { cloudEventOf, noticeOf, topicOf } from '../../../platform/events/cloud-events';
import type { Notice } from '../../../platform/events/port';
import { AT } from './commits';

const NOTICE: Notice = {
  ...{ topic: 'billing/account', stream: 'account/a-1', version: 3, position: 5_000_000_000, type: 'ChargePosted' },
  ...{ at: AT, trace: { correlationId: 'c1', causationId: 'm1' } },
};

describe('the CloudEvents envelope', () => {
  it('holds the attributes that CloudEvents 1.0 asks for, and the extensions of the hub', () => {
    expect(cloudEventOf(NOTICE)).toEqual({
      ...{ specversion: '1.0', id: 'account/a-1@3', source: '/billing', type: 'dev.accord.billing.ChargePosted.v1' },
      ...{ subject: 'account/a-1', time: '2026-01-05T09:00:00.000Z', correlationid: 'c1', causationid: 'm1' },
      ...{ streamversion: '3', feedposition: '5000000000' },
    });
    expect(new CloudEvent(cloudEventOf(NOTICE)).validate()).toBe(true);
  });

  it('reads what it wrote, also after JSON and without a cause', () => {
    const first: Notice = { ...NOTICE, trace: { correlationId: 'c1', causationId: null } };
    for (const notice of [NOTICE, first])
      expect(noticeOf(JSON.parse(JSON.stringify(cloudEventOf(notice))))).toEqual(notice);
    expect(topicOf(cloudEventOf(NOTICE))).toBe('billing/account');
  });

  it('refuses what is not an event of the hub', () => {
    const event = cloudEventOf(NOTICE);
    const { subject, correlationid, ...rest } = event;
    const wrong = [
      {},
      { ...rest, correlationid },
      { ...rest, subject },
      { ...event, type: 'com.example.Other' },
      { ...event, streamversion: 'three' },
      { ...event, feedposition: '99999999999999999999' },
      { ...event, specversion: '2.0', type: '' },
    ];
    for (const one of wrong) expect(() => noticeOf(one)).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
  });
});
