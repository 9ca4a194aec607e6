import { HubError } from '../../../platform/domain/errors';
import type { HttpClient } from '../../../platform/connect/http-client';
import type { Call } from '../../../platform/connect/port';
import type { Money } from '../../../platform/domain/money';

/** What a patient is asked to pay on the sandbox's payment page. */
export interface SandboxBill {
  readonly accountId: string;
  readonly patientId: string;
  readonly facilityId: string;
  /** All that the account owes now, in USD: it takes the place of the account's earlier bill. Zero settles it. */
  readonly amount: Money;
}

/**
 * Puts a bill on the sandbox's payment page, where its patients pay on later days. For the sandbox only: it stands in
 * for a statement vendor. The same amount again changes nothing, so a repeat is harmless.
 */
export async function registerBill(http: HttpClient, bill: SandboxBill, call: Call): Promise<void> {
  const { accountId, patientId, facilityId, amount } = bill;
  if (amount.currency !== 'USD') throw new HubError('BAD_INPUT', 'the payment page of the sandbox takes USD only');
  await http.request({
    method: 'POST',
    path: '/sandbox/bills',
    body: { account_id: accountId, patient_id: patientId, facility_id: facilityId, amount: amount.minorUnits },
    call,
    idempotent: true,
  });
}
