import { digestOf } from '../../domain/ids';
import type { PurposeOfUse } from '../viewer';
import type { PatientAudit } from './audit-reader';
import type { AccessedField } from './disclosure';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';

/** Names of the codes, HL7 v3 ActReason. */
const PURPOSES: Readonly<Record<PurposeOfUse, string>> = {
  TREAT: 'treatment',
  HPAYMT: 'healthcare payment',
  HOPERAT: 'healthcare operations',
  PATRQT: 'patient requested',
  BTG: 'break the glass',
};

const coding = (system: string, code: string, display: string) => ({ system, code, display });

/**
 * One operation on one patient's data as a FHIR R4 AuditEvent.
 * Shape:  the patient and each entity that was asked for as `entity`, its fields as `detail` (coordinate, decision).
 * Source: FHIR R4 AuditEvent; DICOM PS3.15 A.5 (110110 Patient Record, 110150 Application); HL7 v3 ActReason.
 */
export function toAuditEvent(audit: PatientAudit): { readonly resourceType: 'AuditEvent' } & Record<string, unknown> {
  const { id, patientId, record, fields } = audit;
  const isShown = fields.some(({ decision }) => decision !== 'DENY');
  return {
    resourceType: 'AuditEvent',
    id: digestOf(id).slice(0, 40),
    type: coding(DICOM, '110110', 'Patient Record'),
    action: record.operation.kind === 'MUTATION' ? 'U' : 'R',
    recorded: record.at,
    outcome: isShown ? '0' : '4',
    outcomeDesc: isShown ? 'shown' : 'every field was denied',
    purposeOfEvent: [purposeOf(audit)],
    agent: agentsOf(audit),
    source: {
      site: record.writer,
      observer: { display: `Accord ${record.subgraph}` },
      type: [coding(`${TERMINOLOGY}/security-source-type`, '4', 'Application Server')],
    },
    entity: [patientEntity(patientId), operationEntity(audit), ...entitiesOf(fields).map(fieldsEntity)],
  };
}

function purposeOf({ record: { purpose, reason } }: PatientAudit): object {
  const codes = [coding(`${TERMINOLOGY}/v3-ActReason`, purpose, PURPOSES[purpose])];
  return reason === null ? { coding: codes } : { coding: codes, text: reason };
}

function agentsOf({ record: { viewer, policyVersion } }: PatientAudit): readonly object[] {
  return [
    {
      type: { coding: [coding(`${TERMINOLOGY}/extra-security-role-type`, 'humanuser', 'human user')] },
      who: { identifier: { value: viewer.subject } },
      ...(viewer.tokenId === null ? {} : { altId: viewer.tokenId }),
      requestor: true,
      policy: [`urn:accord:policy:${policyVersion}`],
    },
    {
      type: { coding: [coding(DICOM, '110150', 'Application')] },
      who: { identifier: { value: viewer.clientId } },
      requestor: false,
    },
  ];
}

const patientEntity = (patientId: string): object => ({
  what: { reference: `Patient/${patientId}` },
  type: coding(`${TERMINOLOGY}/audit-entity-type`, '1', 'Person'),
  role: coding(`${TERMINOLOGY}/object-role`, '1', 'Patient'),
});

const detail = (type: string, valueString: string): object => ({ type, valueString });

/** The question that was asked, by its hashes: FHIR asks for the query itself, whose text is the client's own. */
const operationEntity = ({ record: { _id, correlationId, operation } }: PatientAudit): object => ({
  what: { identifier: { system: 'urn:accord:correlation', value: correlationId } },
  type: coding(`${TERMINOLOGY}/audit-entity-type`, '2', 'System Object'),
  role: coding(`${TERMINOLOGY}/object-role`, '24', 'Query'),
  detail: [
    detail('record', _id),
    detail('operation kind', operation.kind),
    detail('SHA-256 of the document', operation.documentHash),
    ...(operation.nameHash === null ? [] : [detail('SHA-256 of the operation name', operation.nameHash)]),
  ],
});

type FieldsOfEntity = readonly [entity: string, details: readonly object[]];

function entitiesOf(fields: readonly AccessedField[]): readonly FieldsOfEntity[] {
  const found = new Map<string, object[]>();
  for (const { coordinate, decision, entities } of fields) {
    for (const entity of entities) {
      found.set(entity, [...(found.get(entity) ?? []), detail(coordinate, decision)]);
    }
  }
  return [...found];
}

const fieldsEntity = ([entity, details]: FieldsOfEntity): object => ({
  what: { identifier: { system: 'urn:accord:entity', value: entity } },
  type: coding(`${TERMINOLOGY}/audit-entity-type`, '2', 'System Object'),
  role: coding(`${TERMINOLOGY}/object-role`, '4', 'Domain Resource'),
  detail: details,
});
