import { conditionAdd } from './condition-add.ts'
import { conditionChange } from './condition-change.ts'
import { conditionsNotMet } from './conditions-not-met.ts'
import { contract } from './contract.ts'
import { handover } from './handover.ts'

/** Actions on a case from the accepted offer to the handover, in the order in which its page offers them. */
export const acceptanceActions = [conditionsNotMet, contract, handover, conditionAdd, conditionChange] as const
