import type { TransactionSet } from '../../../platform/x12/interchange';

/**
 * A transaction set as an interchange of its own: its ISA and GS as they were, the set, and trailers that count one.
 * Each segment on a line, whatever line breaks there were, so that copies that differ in those alone are one message.
 * A set that was cut off stays cut off.
 */
export function standaloneText(set: TransactionSet): string {
  const { interchange, group, partial } = set;
  const { element, segment: end } = interchange.delimiters;
  const terminator = end + (end === '\n' || end === '\r' ? '' : '\n');
  const lines = [interchange.header.text, ...(group === null ? [] : [group.header.text])];
  let lastId = '';
  for (const { id, text } of set.eachSegment()) {
    lines.push(text);
    lastId = id;
  }
  if (partial === '' && (lastId === 'SE' || lastId === 'TA1')) {
    if (group !== null) lines.push(['GE', '1', group.controlNumber].join(element));
    lines.push(['IEA', group === null ? '0' : '1', interchange.controlNumber].join(element));
  }
  return lines.join(terminator) + terminator + partial;
}
