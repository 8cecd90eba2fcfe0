import { z } from 'zod'
import { canonicalCode } from '#shared/texts/codes.ts'

/** Maximum number of premises side by side. */
export const maxCompared = 4
/** Maximum number of codes looked up; a longer list is a mistake or abuse. */
const maxLookedUp = 12

/** Requested codes as stored, without duplicates and in order, and what was wrong with the others. */
export type CompareQuery = { codes: string[]; odd: number; repeated: boolean; differences: boolean }

/** Parses `code`, once or several times, in any case. Invalid codes are counted, and empty fields are ignored. */
export const compareSearch = z
  .object({
    code: z
      .union([z.string(), z.array(z.string())])
      .catch([])
      .default([]),
    differences: z.literal('1').optional().catch(undefined),
  })
  .transform(({ code, differences }): CompareQuery => {
    const inputs = [code].flat().filter(one => one.trim() !== '')
    const read = inputs.map(one => canonicalCode(one)).filter(one => one !== null)
    const codes = [...new Set(read)]
    return {
      codes: codes.slice(0, maxLookedUp),
      odd: inputs.length - read.length,
      repeated: codes.length < read.length,
      differences: differences === '1',
    }
  })
export const compareParameters = Object.keys(compareSearch.in.shape)
