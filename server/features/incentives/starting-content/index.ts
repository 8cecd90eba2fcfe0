import type { StartingIncentive, StartingZone } from './content-types.ts'
import { customs } from './customs.ts'
import { financeVisaLogistics } from './finance-visa-logistics.ts'
import { harbin, heilongjiang } from './harbin-and-province.ts'
import { heihe } from './heihe.ts'
import { rentAndTax } from './rent-and-tax.ts'
import { suifenhe } from './suifenhe.ts'

/** What a new installation knows about incentives and zones. Staff edit it afterwards; it is never written over. */
export const startingIncentives: readonly StartingIncentive[] = [...rentAndTax, ...customs, ...financeVisaLogistics]
export const startingZones: readonly StartingZone[] = [suifenhe, heihe, harbin, heilongjiang]
