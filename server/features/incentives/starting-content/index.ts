import type { StartingIncentive, StartingZone } from './content-types.ts'
import { customs } from './customs.ts'
import { financeVisaLogistics } from './finance-visa-logistics.ts'
import { harbin, heilongjiang } from './harbin-and-province.ts'
import { heihe } from './heihe.ts'
import { rentAndTax } from './rent-and-tax.ts'
import { suifenhe } from './suifenhe.ts'

/** Incentives and zones of a new installation. Staff edit them afterwards, and they are never overwritten. */
export const startingIncentives: readonly StartingIncentive[] = [...rentAndTax, ...customs, ...financeVisaLogistics]
export const startingZones: readonly StartingZone[] = [suifenhe, heihe, harbin, heilongjiang]
