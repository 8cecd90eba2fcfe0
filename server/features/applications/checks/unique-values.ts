import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { CounterModel } from '#models/counter.ts'
import type { Checker, Finding } from '#shared/checks.ts'

type UniqueRule = { name: string; field: keyof Application; among: QueryFilter<Application>; why: string }

type Group = { ids: { toHexString(): string }[] }

/** Checks that no two cases have the same value of a field. Unique indexes ensure this as long as they exist. */
function createUniqueCheck({ name, field, among, why }: UniqueRule): Checker {
  async function* look(): AsyncIterable<Finding> {
    const groups = ApplicationModel.aggregate<Group>([
      { $match: among },
      { $group: { _id: `$${field}`, ids: { $push: '$_id' } } },
      { $match: { 'ids.1': { $exists: true } } },
    ])
    for await (const { ids } of groups.cursor<Group>({})) {
      for (const id of ids) yield { check: name, id: id.toHexString(), why }
    }
  }
  return { promises: [{ name, level: 'violation' }], look }
}

const reference = /^SS-(\d{4})-(\d{6,})$/
const unique = 'every reference is of its form and within the count of its year'
const gaps = 'numbers of references that no case has'

type Year = { first: number; last: number; cases: number }

/**
 * Checks the references. Numbers are drawn from a counter before the case is written, so gaps may exist, but no number may
 * exceed the counter.
 */
async function* checkReferences(): AsyncIterable<Finding> {
  const years = new Map<string, Year>()
  const given = ApplicationModel.find({ reference: trusted({ $type: 'string' }) }, { reference: 1 }).lean()
  for await (const { _id, reference: text } of given.cursor()) {
    const [, year, number] = reference.exec(text ?? '') ?? []
    if (year && number) count(years, year, Number(number))
    else yield { check: unique, id: _id.toHexString(), why: 'its reference is not of the form SS-2026-000123' }
  }
  for (const [year, numbers] of years) yield* checkYear(year, numbers)
}

async function* checkYear(year: string, { first, last, cases }: Year): AsyncIterable<Finding> {
  const counted = (await CounterModel.findById(`application-reference-${year}`).lean())?.value ?? 0
  if (last > counted)
    yield { check: unique, id: `SS-${year}`, why: `number ${last} was given, the count is ${counted}` }
  const missing = last - first + 1 - cases
  if (missing > 0)
    yield { check: gaps, id: `SS-${year}`, why: `${missing} were taken by a submission that then failed` }
}

function count(years: Map<string, Year>, year: string, number: number): void {
  const existing = years.get(year) ?? { first: number, last: number, cases: 0 }
  years.set(year, {
    first: Math.min(existing.first, number),
    last: Math.max(existing.last, number),
    cases: existing.cases + 1,
  })
}

const references: Checker = {
  promises: [
    { name: unique, level: 'violation' },
    { name: gaps, level: 'note' },
  ],
  look: checkReferences,
}

export const acrossCases: readonly Checker[] = [
  createUniqueCheck({
    name: 'one holder a premises',
    field: 'heldPremises',
    among: { heldPremises: trusted({ $type: 'string' }) },
    why: 'another case keeps the same premises',
  }),
  createUniqueCheck({
    name: 'one live offer an applicant',
    field: 'applicant',
    among: { state: trusted({ $in: ['offered', 'accepted'] }) },
    why: 'its applicant has another live offer, or an accepted one',
  }),
  createUniqueCheck({
    name: 'one case a reference',
    field: 'reference',
    among: { reference: trusted({ $type: 'string' }) },
    why: 'another case has the same reference',
  }),
  references,
]
