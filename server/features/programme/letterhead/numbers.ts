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
/** A document that names its number, and what it was given for. */
export type Numbered = { cause: string; number: string }
export type RegisterPage = { items: DocumentNumber[]; page: number; pages: number }
const onAPage = 50
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

  /** A page of the register, the newest first. A page behind the last one is the last one. */
  async function register(asked: number): Promise<RegisterPage> {
    const pages = Math.max(1, Math.ceil((await DocumentNumberModel.countDocuments()) / onAPage))
    const page = Math.min(asked, pages)
    // Several may be given at the same instant, of two series with the same number: the id tells them apart.
    const found = DocumentNumberModel.find().sort({ at: -1, number: -1, _id: -1 })
    const items = await found
      .skip((page - 1) * onAPage)
      .limit(onAPage)
      .lean<DocumentNumber[]>()
    return { items, page, pages }
  }

  /** Of these documents of a series, by their causes, what is wrong with the number that each names; empty where all is well. */
  async function wrongAmong(series: NumberSeries, documents: readonly Numbered[]): Promise<Map<string, string>> {
    const asked = { series, text: trusted({ $in: documents.map(({ number }) => number) }) }
    const rows = await DocumentNumberModel.find(asked, { text: 1, cause: 1 }).lean()
    const wrong = documents.flatMap(({ cause, number }): [string, string][] => {
      const given = rows.filter(({ text }) => text === number)
      if (given.length === 0) return [[cause, `${number} is not in the register`]]
      return given.some(row => row.cause === cause) ? [] : [[cause, `${number} was given to another document`]]
    })
    return new Map(wrong)
  }

  return { give, next, sample, register, wrongAmong }
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
