/** What a line of the price list is for: a visit code opens an encounter's charges, services follow it. */
export type PriceKind = 'VISIT' | 'CHILD_VISIT' | 'EMERGENCY' | 'SERVICE';

/** One line of the charge master. */
export interface Price {
  /** Procedure code, five digits. Only the number is used; the words are our own. */
  readonly code: string;
  readonly description: string;
  /** Billed per unit, in cents. */
  readonly cents: number;
  readonly kind: PriceKind;
}

/** The charge master, alike at all facilities. */
export const CLINIC_PRICES: readonly Price[] = [
  { code: '99202', description: 'Visit of a new patient, short', cents: 13_500, kind: 'VISIT' },
  { code: '99203', description: 'Visit of a new patient, moderate', cents: 19_500, kind: 'VISIT' },
  { code: '99204', description: 'Visit of a new patient, long', cents: 28_900, kind: 'VISIT' },
  { code: '99212', description: 'Visit of a known patient, brief', cents: 8_200, kind: 'VISIT' },
  { code: '99213', description: 'Visit of a known patient, short', cents: 13_200, kind: 'VISIT' },
  { code: '99214', description: 'Visit of a known patient, moderate', cents: 19_400, kind: 'VISIT' },
  { code: '99215', description: 'Visit of a known patient, long', cents: 26_800, kind: 'VISIT' },
  { code: '99283', description: 'Emergency room visit, middle level', cents: 42_500, kind: 'EMERGENCY' },
  { code: '99284', description: 'Emergency room visit, high level', cents: 72_800, kind: 'EMERGENCY' },
  { code: '99285', description: 'Emergency room visit, highest level', cents: 104_500, kind: 'EMERGENCY' },
  { code: '99391', description: 'Well visit, infant', cents: 15_800, kind: 'CHILD_VISIT' },
  { code: '99392', description: 'Well visit, small child', cents: 16_900, kind: 'CHILD_VISIT' },
  { code: '99393', description: 'Well visit, school child', cents: 16_800, kind: 'CHILD_VISIT' },
  { code: '99395', description: 'Well visit, young adult', cents: 19_800, kind: 'VISIT' },
  { code: '99396', description: 'Well visit, adult', cents: 21_500, kind: 'VISIT' },
  { code: '36415', description: 'Drawing blood from a vein', cents: 1_850, kind: 'SERVICE' },
  { code: '80053', description: 'Blood chemistry, wide panel', cents: 4_825, kind: 'SERVICE' },
  { code: '80061', description: 'Blood fats panel', cents: 5_275, kind: 'SERVICE' },
  { code: '81001', description: 'Urine test with microscope', cents: 1_525, kind: 'SERVICE' },
  { code: '82947', description: 'Blood sugar', cents: 1_950, kind: 'SERVICE' },
  { code: '83036', description: 'Long-term blood sugar', cents: 4_450, kind: 'SERVICE' },
  { code: '84443', description: 'Thyroid hormone', cents: 6_850, kind: 'SERVICE' },
  { code: '85025', description: 'Complete blood count', cents: 3_675, kind: 'SERVICE' },
  { code: '85610', description: 'Clotting time', cents: 2_225, kind: 'SERVICE' },
  { code: '86580', description: 'Skin test for tuberculosis', cents: 2_875, kind: 'SERVICE' },
  { code: '87070', description: 'Bacterial culture', cents: 4_150, kind: 'SERVICE' },
  { code: '87880', description: 'Rapid throat swab', cents: 4_425, kind: 'SERVICE' },
  { code: '70450', description: 'Scan of the head', cents: 88_500, kind: 'SERVICE' },
  { code: '71046', description: 'X-ray of the chest, two views', cents: 14_250, kind: 'SERVICE' },
  { code: '73030', description: 'X-ray of the shoulder', cents: 12_800, kind: 'SERVICE' },
  { code: '73610', description: 'X-ray of the ankle', cents: 11_950, kind: 'SERVICE' },
  { code: '74177', description: 'Scan of the belly with contrast', cents: 156_000, kind: 'SERVICE' },
  { code: '76700', description: 'Ultrasound of the belly', cents: 38_500, kind: 'SERVICE' },
  { code: '90471', description: 'Giving one vaccine', cents: 3_950, kind: 'SERVICE' },
  { code: '90686', description: 'Influenza vaccine', cents: 3_275, kind: 'SERVICE' },
  { code: '93000', description: 'Heart tracing with report', cents: 8_750, kind: 'SERVICE' },
  { code: '93306', description: 'Heart ultrasound', cents: 124_000, kind: 'SERVICE' },
  { code: '94640', description: 'Inhalation treatment', cents: 6_125, kind: 'SERVICE' },
  { code: '96372', description: 'Injection into a muscle', cents: 5_475, kind: 'SERVICE' },
  { code: '97110', description: 'Exercise therapy, a quarter hour', cents: 7_825, kind: 'SERVICE' },
  { code: '12001', description: 'Closing a small wound', cents: 31_250, kind: 'SERVICE' },
  { code: '29125', description: 'Splint of the forearm', cents: 18_475, kind: 'SERVICE' },
];
