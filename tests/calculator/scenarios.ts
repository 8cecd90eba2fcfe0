import fc from 'fast-check'
import { markets, origins, zoneDuties, type PerPlace, type Scenario } from '#features/calculator/scenario.ts'

/** Returns a simple scenario that is easy to calculate by hand. */
export const plain = (changes: Partial<Scenario> = {}): Scenario => ({
  product: 'Stool',
  market: 'cn',
  zoneDuty: 'components',
  unitsPerMonth: 100,
  labourHundredths: 200,
  overheadBp: 5_000,
  hourlyFen: { russia: 3_000, china: 2_000, zone: 2_000 },
  freightFen: { russia: 1_000, china: 500, zone: 500 },
  premisesFen: { russia: 100_000, china: 100_000, zone: 100_000 },
  rentFree: true,
  dutyBp: 1_000,
  vatBp: 1_300,
  components: [
    { name: 'Wood', origin: 'ru', costFen: 10_000, dutyRussiaBp: 0, dutyChinaBp: 500 },
    { name: 'Screws', origin: 'cn', costFen: 2_000, dutyRussiaBp: 700, dutyChinaBp: 0 },
  ],
  ...changes,
})

const money = fc.oneof(fc.nat({ max: 200_000 }), fc.nat({ max: 1_000_000_000 }))
const rate = fc.oneof(fc.nat({ max: 3_000 }), fc.nat({ max: 100_000 }))
const perPlace: fc.Arbitrary<PerPlace> = fc.record({ russia: money, china: money, zone: money })
const words = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map(text => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim())

const component = fc.record({
  name: words,
  origin: fc.constantFrom(...origins),
  costFen: money,
  dutyRussiaBp: rate,
  dutyChinaBp: rate,
})

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  product: words,
  market: fc.constantFrom(...markets),
  zoneDuty: fc.constantFrom(...zoneDuties),
  unitsPerMonth: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 10_000_000 })),
  labourHundredths: fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: 1_000_000 })),
  overheadBp: rate,
  hourlyFen: perPlace,
  freightFen: perPlace,
  premisesFen: perPlace,
  rentFree: fc.boolean(),
  dutyBp: rate,
  vatBp: rate,
  components: fc.array(component, { maxLength: 20 }),
})
