/** One message that was set aside: kept raw, and raised as an exception case. */
export interface SetAsideMessage {
  readonly kind: string;
  /** Why and what to do; no PHI. */
  readonly reason: string;
  /** Its id in the inbox. */
  readonly messageId: string;
}

/** What became of messages given to the hub. */
export interface MessageReport {
  readonly messages: number;
  readonly accepted: number;
  /** Known before. */
  readonly repeated: number;
  readonly setAside: readonly SetAsideMessage[];
  /** What was wrong with an envelope and stopped nothing. */
  readonly findings: readonly string[];
}

export const NOTHING_GIVEN: MessageReport = { messages: 0, accepted: 0, repeated: 0, setAside: [], findings: [] };

/** The sum of two reports. */
export const addReports = (a: MessageReport, b: MessageReport): MessageReport => ({
  messages: a.messages + b.messages,
  accepted: a.accepted + b.accepted,
  repeated: a.repeated + b.repeated,
  setAside: [...a.setAside, ...b.setAside],
  findings: [...a.findings, ...b.findings],
});

/** Something that cannot be read, on its way to be kept. */
export interface UnreadableMessage {
  /** What it seems to be, in the words of its standard: `FHIR R4`, `HL7 v2`, `file`. */
  readonly kind: string;
  /** Why it cannot be read and what to do; no PHI, no file name. */
  readonly reason: string;
  /** Its text; bytes that are no UTF-8 as ISO 8859-1. */
  readonly raw: string;
}

/** What the hub could not make use of among what it read from the EHR. Keys as in the inbox: `Claim/ID@VERSION`. */
export interface EhrRemainder {
  readonly setAside: readonly { readonly key: string; readonly reason: string }[];
  /** Read, and waiting for what it refers to. */
  readonly waiting: readonly { readonly key: string }[];
}

/** The entrances of the hub for what a person gives in. Each keeps the raw message before it answers. */
export interface GivenMessages {
  /** X12 transaction sets, by the payer's entrance. */
  giveX12(body: string | Uint8Array): Promise<MessageReport>;
  /** Events of the payment service, as JSON texts. */
  giveStripeEvents(events: readonly string[]): Promise<MessageReport>;
  /** One BAI2 file of a bank. */
  giveBankFile(text: string): Promise<MessageReport>;
  /** What cannot be read: kept, and raised as one exception case however often it is given. */
  setAside(message: UnreadableMessage): Promise<SetAsideMessage>;
  ehrRemainder(): Promise<EhrRemainder>;
}
