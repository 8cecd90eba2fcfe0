import type { Translate } from '#shared/texts/i18n.ts'
import type { Scenario } from './scenario.ts'

/** A worked example to start from. Invented; every rate is for the user to replace. */
export function exampleScenario(t: Translate): Scenario {
  return {
    product: t('calculator.example.product'),
    market: 'cn',
    zoneDuty: 'lower',
    unitsPerMonth: 120,
    labourHundredths: 650,
    overheadBp: 3_000,
    hourlyFen: { russia: 4_600, china: 3_400, zone: 3_700 },
    freightFen: { russia: 16_000, china: 5_500, zone: 8_500 },
    premisesFen: { russia: 1_400_000, china: 1_100_000, zone: 900_000 },
    rentFree: true,
    dutyBp: 400,
    vatBp: 1_300,
    components: [
      { name: t('calculator.example.timber'), origin: 'ru', costFen: 82_000, dutyRussiaBp: 0, dutyChinaBp: 800 },
      { name: t('calculator.example.heater'), origin: 'cn', costFen: 64_000, dutyRussiaBp: 750, dutyChinaBp: 0 },
      { name: t('calculator.example.glass'), origin: 'other', costFen: 18_500, dutyRussiaBp: 500, dutyChinaBp: 1_000 },
    ],
  }
}
