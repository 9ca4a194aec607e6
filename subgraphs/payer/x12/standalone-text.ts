import type { TransactionSet } from '../../../platform/x12/interchange';

/**
 * A transaction set as an interchange of its own: its ISA and GS as they were, the set, and trailers that count one.
 * Each segment on a line, whatever line breaks there were, so that copies that differ in those alone are one message.
 * A set that was cut off stays cut off.
 */
export function standaloneText({ interchange, group, segments, partial }: TransactionSet): string {
  const { element, segment: end } = interchange.delimiters;
  const isWhole = partial === '' && (segments.at(-1)?.id === 'SE' || segments[0]?.id === 'TA1');
  const trailers = [
    ...(group === null ? [] : [['GE', '1', group.controlNumber].join(element)]),
    ['IEA', group === null ? '0' : '1', interchange.controlNumber].join(element),
  ];
  const lines = [
    interchange.header.text,
    ...(group === null ? [] : [group.header.text]),
    ...segments.map(({ text }) => text),
    ...(isWhole ? trailers : []),
  ];
  const lineBreak = end === '\n' || end === '\r' ? '' : '\n';
  return lines.map((line) => line + end + lineBreak).join('') + partial;
}
