/** Two patients with every identifier of 45 CFR 164.514(b)(2)(i) that a FHIR Patient can carry; invented. */
export const IDENTIFIED = [
  { id: 'a-sh-1', family: 'Quillfeather', given: 'Ottoline', birthDate: '1930-05-17', postalCode: '03601', city: 'Acworth', line: '7 Gilead Lane' }, // prettier-ignore
  { id: 'a-sh-2', family: 'Quillfeather', given: 'Barnaby', birthDate: '1911-11-02', postalCode: '03607', city: 'Alstead', line: '9 Gilead Lane' }, // prettier-ignore
] as const;

/** What each of them carries, by what it is; the number makes it theirs. */
export const identifiersOf = (number: number) => ({
  telephone: `555-0142-7${number}1`,
  fax: `555-0199-8${number}2`,
  email: `ottoline${number}@quillfeather.example`,
  socialSecurityNumber: `999-12-340${number}`,
  medicalRecordNumber: `SHMRN77${number}`,
  healthPlanId: `SHPLAN88${number}`,
  accountNumber: `SHACCT66${number}`,
  licence: `SHLIC55${number}`,
  vehicle: `SHVIN1HGCM82633A00435${number}`,
  device: `SHUDI(01)0084400012345${number}`,
  url: `https://quillfeather.example/${number}`,
  ip: `203.0.113.${number}`,
  biometric: `SHVOICE33${number}`,
  photo: `U0hQSE9UTw==${number}`,
});

const identifier = (code: string, value: string) => ({ type: { coding: [{ code }] }, value });

const resourcesOf = (
  { id, family, given, birthDate, postalCode, city, line }: (typeof IDENTIFIED)[number],
  number: number,
) => {
  const its = identifiersOf(number);
  const extension = [
    { url: its.url, valueString: its.ip },
    { url: 'urn:voice', valueString: its.biometric },
  ];
  return [
    {
      resourceType: 'Patient',
      id,
      name: [{ family, given: [given] }],
      birthDate,
      gender: 'female',
      identifier: [identifier('MR', its.medicalRecordNumber), identifier('SS', its.socialSecurityNumber), identifier('DL', its.licence), identifier('VIN', its.vehicle), identifier('UDI', its.device), identifier('AN', its.accountNumber)], // prettier-ignore
      telecom: [{ system: 'phone', value: its.telephone }, { system: 'fax', value: its.fax }, { system: 'email', value: its.email }, { system: 'url', value: its.url }], // prettier-ignore
      address: [{ line: [line], city, district: 'Sullivan', state: 'NH', postalCode, country: 'US' }],
      photo: [{ contentType: 'image/png', data: its.photo }],
      extension,
    },
    { resourceType: 'Organization', id: 'sh-clinic', name: 'Harbour Clinic', type: [{ coding: [{ code: 'prov' }] }] },
    { resourceType: 'Organization', id: 'sh-payer', name: 'Harbour Plan', type: [{ coding: [{ code: 'pay' }] }] },
    { resourceType: 'Coverage', id: `${id}-cov`, status: 'active', order: 1, beneficiary: { reference: `Patient/${id}` }, subscriberId: its.healthPlanId, payor: [{ reference: 'Organization/sh-payer' }] }, // prettier-ignore
    { resourceType: 'Encounter', id: `${id}-enc`, status: 'finished', class: { code: 'AMB' }, subject: { reference: `Patient/${id}` }, serviceProvider: { reference: 'Organization/sh-clinic' }, period: { start: '2026-01-02', end: '2026-01-02' } }, // prettier-ignore
  ];
};

/** They, their plan and a visit each, as one FHIR R4 bundle. */
export const identifiedBundle = (): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: IDENTIFIED.flatMap((person, index) => resourcesOf(person, index + 1)).map((resource) => ({ resource })),
  });
