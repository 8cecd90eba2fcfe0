import { trusted } from 'mongoose'
import { DocumentNumberModel, type DocumentNumber, type NumberSeries } from '#models/programme/document-number.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import type { ProgrammeSettings } from '../rules.ts'
import { numberIn, patternOf } from './rules.ts'

type Deps = { clock: Clock; settings: () => Promise<Patterns> }
export type NumberFor = {
  series: NumberSeries
  cause: string
  reference: string
  /** The day that the document bears. */
  on: Date
}
/** More than so many documents at once are not made. */
const mostRaces = 200

const yearOf = (at: Date): number => Number(cityDayOf(at).slice(0, 4))

/**
 * Numbers of documents (文号), counted from 1 in each series and year. A number exists by the record in the register alone:
 * there is no counter that could run ahead of it, so none is lost when a process ends between two writes.
 */
export function numbersOf({ clock, settings }: Deps) {
  /** The document's number: the same whenever it is asked for again. */
  async function give({ series, cause, reference, on }: NumberFor): Promise<string> {
    const year = yearOf(on)
    for (let race = 0; race < mostRaces; race += 1) {
      const known = await DocumentNumberModel.findOne({ cause }).lean<DocumentNumber>()
      if (known) return known.text
      const number = (await last(series, year)) + 1
      const pattern = (await settings())[patternOf[series]]
      const text = numberIn(pattern, year, number)
      try {
        await DocumentNumberModel.create({ cause, series, year, number, pattern, text, reference, at: clock.now() })
        return text
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    }
    throw new AppError('unavailable', 'error.unavailable')
  }

  async function last(series: NumberSeries, year: number): Promise<number> {
    const found = await DocumentNumberModel.findOne({ series, year }, { number: 1 }).sort({ number: -1 }).lean()
    return found?.number ?? 0
  }

  /** The number that the next document of today will have, as the pattern is now. */
  async function next(series: NumberSeries): Promise<string> {
    const year = yearOf(clock.now())
    return numberIn((await settings())[patternOf[series]], year, (await last(series, year)) + 1)
  }

  /** A number that no document has: of a sample. */
  const sample = async (series: NumberSeries): Promise<string> =>
    numberIn((await settings())[patternOf[series]], yearOf(clock.now()), '×')

  /** The newest first. */
  const recent = (count: number): Promise<DocumentNumber[]> =>
    DocumentNumberModel.find().sort({ at: -1, number: -1 }).limit(count).lean<DocumentNumber[]>()

  return { give, next, sample, recent }
}

type Patterns = Pick<ProgrammeSettings, 'letterNumber' | 'contractNumber'>

/**
 * The patterns by which two documents would come to be called the same: letters and contracts must not have the same numbers,
 * now or by a pattern of before. Empty where all is well.
 */
export async function confusedPatterns(values: Patterns): Promise<(keyof Patterns)[]> {
  const confused = new Set<keyof Patterns>(values.letterNumber === values.contractNumber ? ['contractNumber'] : [])
  for (const series of ['letter', 'contract'] as const) {
    const name = patternOf[series]
    const others = { pattern: values[name], series: trusted({ $ne: series }) }
    if (await DocumentNumberModel.exists(others)) confused.add(name)
  }
  return [...confused]
}
