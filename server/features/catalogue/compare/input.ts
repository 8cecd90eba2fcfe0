import { z } from 'zod'
import { canonicalCode } from '#shared/texts/codes.ts'

/** So many fit side by side. */
export const mostCompared = 4
/** A longer list is a mistake or mischief: no more codes than this are looked up. */
const mostLookedUp = 12

/** What was asked for: codes as they are stored, each once and in their order, and what was wrong with the others. */
export type Wanted = { codes: string[]; odd: number; repeated: boolean; differences: boolean }

/** `code` once or several times, in any case. It forgives: what cannot be a code is counted, an empty field is nothing. */
export const compareSearch = z
  .object({
    code: z
      .union([z.string(), z.array(z.string())])
      .catch([])
      .default([]),
    differences: z.literal('1').optional().catch(undefined),
  })
  .transform(({ code, differences }): Wanted => {
    const typed = [code].flat().filter(one => one.trim() !== '')
    const read = typed.map(one => canonicalCode(one)).filter(one => one !== null)
    const codes = [...new Set(read)]
    return {
      codes: codes.slice(0, mostLookedUp),
      odd: typed.length - read.length,
      repeated: codes.length < read.length,
      differences: differences === '1',
    }
  })
export const compareParameters = Object.keys(compareSearch.in.shape)
