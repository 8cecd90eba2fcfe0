import { trusted } from 'mongoose'
import { DocumentNumberModel, type DocumentNumber, type NumberSeries } from '#models/programme/document-number.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import type { ProgrammeSettings } from '../rules.ts'
import { formatDocumentNumber, patternOf } from './rules.ts'

type Deps = { clock: Clock; settings: () => Promise<Patterns> }
export type NumberRequest = {
  series: NumberSeries
  cause: string
  reference: string
  /** Date of the document. */
  on: Date
}
/** A document number named in a document, with the key for which it was drawn. */
export type NumberedDocument = { cause: string; number: string }
export type RegisterPage = { items: DocumentNumber[]; page: number; pages: number }
const numbersPerPage = 50
/** Most attempts to draw a number against concurrent requests. More documents are never issued at once. */
const maxAttempts = 200

const yearOf = (at: Date): number => Number(cityDayOf(at).slice(0, 4))

/**
 * Builds the functions for document numbers (文号), counted from 1 in each series and year. A number exists only as a record
 * in the register. There is no separate counter, so no number is lost when a process ends between two writes.
 */
export function createDocumentNumbers({ clock, settings }: Deps) {
  /** Returns the number of a document. Idempotent: repeated calls with the same cause return the same number. */
  async function give({ series, cause, reference, on }: NumberRequest): Promise<string> {
    const year = yearOf(on)
    for (let race = 0; race < maxAttempts; race += 1) {
      const existing = await DocumentNumberModel.findOne({ cause }).lean<DocumentNumber>()
      if (existing) return existing.text
      const number = (await lastNumber(series, year)) + 1
      const pattern = (await settings())[patternOf[series]]
      const text = formatDocumentNumber(pattern, year, number)
      try {
        await DocumentNumberModel.create({ cause, series, year, number, pattern, text, reference, at: clock.now() })
        return text
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    }
    throw new AppError('unavailable', 'error.unavailable')
  }

  async function lastNumber(series: NumberSeries, year: number): Promise<number> {
    const found = await DocumentNumberModel.findOne({ series, year }, { number: 1 }).sort({ number: -1 }).lean()
    return found?.number ?? 0
  }

  /** Returns the number that the next document of today would get with the present pattern. */
  async function next(series: NumberSeries): Promise<string> {
    const year = yearOf(clock.now())
    return formatDocumentNumber((await settings())[patternOf[series]], year, (await lastNumber(series, year)) + 1)
  }

  /** Returns a number for a sample, which no document has. */
  const sample = async (series: NumberSeries): Promise<string> =>
    formatDocumentNumber((await settings())[patternOf[series]], yearOf(clock.now()), '×')

  /** Returns a page of the register, the newest first. A page beyond the last one is the last one. */
  async function register(requestedPage: number): Promise<RegisterPage> {
    const pages = Math.max(1, Math.ceil((await DocumentNumberModel.countDocuments()) / numbersPerPage))
    const page = Math.min(requestedPage, pages)
    // Several may be drawn at the same instant, in two series with the same number. The id orders them.
    const found = DocumentNumberModel.find().sort({ at: -1, number: -1, _id: -1 })
    const items = await found
      .skip((page - 1) * numbersPerPage)
      .limit(numbersPerPage)
      .lean<DocumentNumber[]>()
    return { items, page, pages }
  }

  /** Returns, by cause, what is wrong with the numbers that these documents of a series name. Empty when all are correct. */
  async function wrongAmong(
    series: NumberSeries,
    documents: readonly NumberedDocument[],
  ): Promise<Map<string, string>> {
    const filter = { series, text: trusted({ $in: documents.map(({ number }) => number) }) }
    const rows = await DocumentNumberModel.find(filter, { text: 1, cause: 1 }).lean()
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
 * Returns the patterns by which two documents could get the same number. Letters and contracts must not share numbers, also
 * not through a former pattern. Empty when there are none.
 */
export async function findConfusedPatterns(values: Patterns): Promise<(keyof Patterns)[]> {
  const confused = new Set<keyof Patterns>(values.letterNumber === values.contractNumber ? ['contractNumber'] : [])
  for (const series of ['letter', 'contract'] as const) {
    const name = patternOf[series]
    const others = { pattern: values[name], series: trusted({ $ne: series }) }
    if (await DocumentNumberModel.exists(others)) confused.add(name)
  }
  return [...confused]
}
