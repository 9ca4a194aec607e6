/** What a figure should be: `under` or `atLeast` a number, in the figure's own unit. */
export type Target = { readonly under: number } | { readonly atLeast: number };

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  /** `ms`, `s`, `MB`, `MB/s`, `/s`, `reads`, `times` … */
  readonly unit: string;
  readonly target?: Target;
}

/** How a bench says where it is, while it runs. */
export type Say = (progress: string) => void;

/** One operation to measure. Files of `bench/` export one each, as `bench`. */
export interface Bench {
  /** As it stands in the table. */
  readonly name: string;
  /** Measures it; cleans up after itself, also when it fails. Throws `Skipped` when it cannot be measured here. */
  run(say: Say): Promise<readonly Row[]>;
}

/** Thrown by a bench that needs something which is not here; the message says what. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}

/** Whether a figure is as it should be; null where nothing is asked of it. */
export function isMet({ value, target }: Row): boolean | null {
  if (target === undefined) return null;
  return 'under' in target ? value < target.under : value >= target.atLeast;
}
