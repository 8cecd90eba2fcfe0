import { trusted } from 'mongoose'
import { DocumentNumberModel, type DocumentNumber, type NumberSeries } from '#models/programme/document-number.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import type { ProgrammeSettings } from '../rules.ts'
import { numberIn, patternOf } from './rules.ts'

type Deps = { clock: Clock; settings: () => Promise<Pick<ProgrammeSettings, 'letterNumber' | 'contractNumber'>> }
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

  /** Whether numbers of another series were made by this pattern: two documents would come to be called the same. */
  const isTaken = async (series: NumberSeries, pattern: string): Promise<boolean> =>
    (await DocumentNumberModel.exists({ pattern, series: trusted({ $ne: series }) })) !== null

  return { give, next, sample, recent, isTaken }
}
