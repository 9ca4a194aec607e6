import type { Environment } from './environment';
import { SANDBOX_STRIPE_KEY, SANDBOX_TOKEN, SANDBOX_WEBHOOK_SECRET } from './sandbox-process';

/** An outside system's address and the credential it asks for. */
export interface OutsideAddress {
  /** Name in origins, errors and lineage. */
  readonly source: string;
  readonly url: string;
  readonly token: string;
}

/** Where the outside systems are; null for one that the hub does not talk to. Plain data: it goes to the worker thread. */
export interface Outside {
  readonly ehr: OutsideAddress | null;
  readonly clearinghouse: OutsideAddress | null;
  readonly erp: OutsideAddress | null;
  readonly bank: OutsideAddress | null;
  readonly stripe: (OutsideAddress & { readonly webhookSecret: string }) | null;
  /** The payment page of the sandbox takes bills; a real statement vendor is not told by this way. */
  readonly isSandbox: boolean;
}

/** The sandbox's systems, at the URLs it told. */
export function sandboxOutside(urls: Readonly<Record<string, string>>): Outside {
  const at = (name: string, path = ''): OutsideAddress => ({
    source: `${name}-sandbox`,
    url: `${urls[name] ?? ''}${path}`,
    token: SANDBOX_TOKEN,
  });
  return {
    ehr: at('ehr', '/fhir/R4'),
    clearinghouse: at('clearinghouse'),
    erp: at('erp'),
    bank: at('bank'),
    stripe: { ...at('payments'), token: SANDBOX_STRIPE_KEY, webhookSecret: SANDBOX_WEBHOOK_SECRET },
    isSandbox: true,
  };
}

/** The systems that the environment names. */
export const environmentOutside = ({ ehr, clearinghouse, erp, bank, stripe }: Environment): Outside => ({
  ehr: ehr && { source: 'ehr', ...ehr },
  clearinghouse: clearinghouse && { source: 'clearinghouse', ...clearinghouse },
  erp: erp && { source: 'erp', ...erp },
  bank: bank && { source: 'bank', ...bank },
  stripe: stripe && { source: 'stripe', ...stripe },
  isSandbox: false,
});
