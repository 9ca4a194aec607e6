/** What a span tells: names, kinds, counts and codes of closed lists. Never ids of people, nor text or values of clients. */
export type Attributes = Readonly<Record<string, string | number | string[]>>;

/** How a span ended. */
export interface SpanEnd {
  /** Its name, where that was not known at its beginning. */
  readonly name?: string;
  readonly attributes?: Attributes;
  /** Whether the house or a system behind it is at fault, and not who asked. */
  readonly isFault?: boolean;
}

/** One step of work in a trace, from its beginning to its end. */
export interface Span {
  /** W3C Trace Context that names this span as the parent. */
  readonly traceparent: string;
  /** Begins a step of it. */
  step(name: string, attributes: Attributes): Span;
  /** Begins a call of it to another part of the house. */
  call(name: string, attributes: Attributes): Span;
  /** Begins what it led to later, in a trace of its own that is linked to this span. */
  follow(name: string, attributes: Attributes): Span;
  /** Adds what was not known at its beginning. */
  tell(attributes: Attributes): void;
  /** Ends it. Once. */
  end(end?: SpanEnd): void;
}

/** Records spans, as far as they are sampled. */
export interface Tracing {
  /** Begins the span of what somebody asks; `traceparent` is theirs, as they sent it. */
  begin(name: string, asked: { readonly traceparent: unknown; readonly attributes: Attributes }): Span;
  /** Sends what is left, for at most 2 seconds. */
  stop(): Promise<void>;
}

/** Has a span last as long as the work. Throws what that throws. */
export async function during<T>(span: Span, work: Promise<T>): Promise<T> {
  let isFault = true;
  try {
    const result = await work;
    isFault = false;
    return result;
  } finally {
    span.end({ isFault });
  }
}
