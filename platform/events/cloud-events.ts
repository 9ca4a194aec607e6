import { CloudEvent } from 'cloudevents';
import { HubError } from '../domain/errors';
import { instant } from '../domain/instant';
import type { Notice } from './port';
import { commitId, kindOf } from './stored-commit';

const PREFIX = 'dev.accord.';
const TYPE = /^dev\.accord\.([a-z][a-z0-9_-]*)\.([A-Za-z0-9]+)\.v1$/;

/**
 * A notice in its envelope, as a plain JSON object. Source and id together name the commit. Numbers that may pass 32
 * bits travel as text, since a CloudEvents Integer ends there.
 * Source: CloudEvents 1.0.2, sections "Context Attributes" and "Type System"; JSON event format.
 */
export function cloudEventOf(notice: Notice): Record<string, unknown> {
  const { topic, stream, version, position, type, at, trace } = notice;
  const feed = feedOf(topic);
  return new CloudEvent({
    id: commitId(stream, version),
    source: `/${feed}`,
    type: `${PREFIX}${feed}.${type}.v1`,
    subject: stream,
    time: at,
    correlationid: trace.correlationId,
    ...(trace.causationId === null ? {} : { causationid: trace.causationId }),
    streamversion: String(version),
    feedposition: String(position),
  }).toJSON();
}

/** Reads an envelope. Throws SOURCE_MALFORMED when it is not a CloudEvent of the hub. */
export function noticeOf(event: unknown): Notice {
  try {
    const { type, subject, time, ...rest } = new CloudEvent(event as object);
    const [, feed = '', fact = ''] = TYPE.exec(type) ?? [];
    const version = numberOf(rest['streamversion']);
    const position = numberOf(rest['feedposition']);
    if (feed === '' || subject === undefined || time === undefined) throw new Error('an attribute is missing');
    const causation = rest['causationid'];
    return {
      topic: `${feed}/${kindOf(subject)}`,
      stream: subject,
      version,
      position,
      type: fact,
      at: instant(time),
      trace: {
        correlationId: textOf(rest['correlationid']),
        causationId: causation === undefined ? null : textOf(causation),
      },
    };
  } catch (cause) {
    throw new HubError('SOURCE_MALFORMED', 'this is not an event of the hub', { source: 'bus', cause });
  }
}

/** Topic of an envelope without checking the rest, to find out whether anybody listens. */
export function topicOf(event: unknown): string {
  const { source, subject } = event as { source?: unknown; subject?: unknown };
  return `${String(source).slice(1)}/${kindOf(String(subject))}`;
}

/** The feed of a topic: what stands before the `/`. */
export const feedOf = (topic: string): string => topic.split('/', 1)[0] ?? topic;

function numberOf(text: unknown): number {
  const number = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new Error('a number is malformed');
  return number;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a text is missing');
  return value;
}
