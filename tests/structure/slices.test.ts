import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import mongoose, { type Model, type Schema } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { useSite } from '../support/site.ts'
import { withPicture } from './slices-picture.ts'

const site = useSite()
const folders = (of: string): string[] =>
  readdirSync(of, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)

describe('the slices', () => {
  it('are all the folders of server/features, each with its index.ts', () => {
    const there = folders('server/features')
    expect(site.slices.map(({ name }) => name).toSorted()).toEqual(there.toSorted())
    expect(there.filter(name => !existsSync(`server/features/${name}/index.ts`))).toEqual([])
  })

  it('are drawn in ARCHITECTURE.md according to their import rules', () => {
    const document = readFileSync('ARCHITECTURE.md', 'utf8')
    expect(document, 'run `npm run slices-picture`').toBe(withPicture(document))
  })

  it('have unique names for their jobs, kinds of work and cards', () => {
    const named = (all: readonly string[]) => expect(all).toHaveLength(new Set(all).size)
    named(site.slices.flatMap(({ jobs = [] }) => jobs.map(({ name }) => name)))
    named(site.slices.flatMap(({ work = [] }) => work.map(({ kind }) => kind)))
    named(site.slices.flatMap(({ cards = [] }) => cards.map(({ path: at }) => at)))
  })

  it('access data only in their services: routes and pages import no model except its words and types', () => {
    const doors = readdirSync('server/features', { recursive: true, encoding: 'utf8' }).filter(file =>
      /(routes|page|input)\.ts$/.test(file),
    )
    const models = doors.filter(file =>
      [
        ...readFileSync(path.join('server/features', file), 'utf8').matchAll(/^import ([\s\S]*?) from '#models\//gm),
      ].some(([, names]) => /\w+Model\b/.test(names!)),
    )
    expect(doors.length).toBeGreaterThan(50)
    expect(models).toEqual([])
  })

  /** Slices that do not export and delete their data about people themselves, and why. */
  const excused: Record<string, string> = {
    accounts: 'the account itself: the privacy slice gives it away first and removes it last',
    cases: 'the case itself: the slice applications, which lists what an applicant has, gives it away and forgets it',
    documents: 'files of a case: applications give them away with it and remove them with it',
    listings: 'columns that a colleague has chosen for a table: no account of the staff is deleted',
  }

  it('declare how their personal data are exported and erased', async () => {
    const about = await slicesAboutPeople()
    expect(about).toEqual(expect.arrayContaining(['cases', 'enquiries', 'saved', 'tenancies', 'viewings']))
    const silent = about.filter(name => !site.slices.find(slice => slice.name === name)?.personalData)
    expect(silent.toSorted()).toEqual(Object.keys(excused).toSorted())
  })
})

/** Returns the slices whose collections contain an account or an address of a person. */
async function slicesAboutPeople(): Promise<string[]> {
  const found: string[] = []
  for (const slice of folders('models').filter(name => name !== 'parts')) {
    const files = readdirSync(path.join('models', slice)).filter(file => file.endsWith('.ts'))
    const models = await Promise.all(
      files.map(async file => (await import(path.resolve('models', slice, file))) as Record<string, unknown>),
    )
    if (models.some(exported => Object.values(exported).some(value => isModel(value) && namesSomebody(value.schema))))
      found.push(slice)
  }
  return found
}

const isModel = (value: unknown): value is Model<unknown> =>
  typeof value === 'function' && value.prototype instanceof mongoose.Model

function namesSomebody(schema: Schema): boolean {
  let found = false
  schema.eachPath((at, type) => {
    const { ref } = type.options as { ref?: string }
    found ||= ref === 'Account' || /(^|\.)email$/.test(at)
  })
  return found
}
