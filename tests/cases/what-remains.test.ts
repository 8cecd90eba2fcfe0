import path from 'node:path'
import mongoose, { type Schema, type SchemaType } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { runMigrations } from '#outside/database/migrations.ts'
import { runChecks } from '#shared/checks.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const marker = 'MARKER'

/** Strings that remain of an anonymised case: codes, and names of colleagues, who are accountable for their acts. */
const notAboutThem = [
  ...['reference', 'startedFor', 'premises[]', 'offer.premises', 'pastOffers[].premises'],
  ...['rubric.criteria[].key', 'rubric.criteria[].name.ru', 'rubric.criteria[].name.en', 'rubric.criteria[].name.zh'],
  ...['rubric.criteria[].hint.ru', 'rubric.criteria[].hint.en', 'rubric.criteria[].hint.zh'],
  ...['panel[].id', 'panel[].name', 'assessments[].reviewer', 'assessments[].reviewerName'],
  ...['formerAssessments[].reviewer', 'formerAssessments[].reviewerName'],
  ...['objectionAnswers[].objection', 'objectionAnswers[].by.id', 'objectionAnswers[].by.name'],
  ...['events[].record.objections[].objection', 'events[].record.objections[].name'],
  ...['events[].record.changed[].reviewer', 'events[].record.changed[].name'],
  ...['events[].by.id', 'events[].by.name', 'events[].person.id', 'events[].person.name'],
  ...['events[].kind', 'events[].from', 'events[].to', 'events[].reasonCodes[]', 'events[].fields[]', 'events[].bulk'],
  // Codes of work that is still to be done; they are removed once it is done.
  ...[
    'pendingEffects[].origin.requestId',
    'pendingEffects[].origin.traceparent',
    'pendingEffects[].key',
    'pendingEffects[].kind',
    'pendingEffects[].facts.text',
    'pendingEffects[].facts.list[]',
  ],
]

/** Returns a stored document with a value in every field of a schema, and the marker in all text. */
function filled(schema: Schema): Record<string, unknown> {
  const document: Record<string, unknown> = {}
  schema.eachPath((path, type) => {
    const [last = '', ...above] = path.split('.').reverse()
    let at = document
    for (const part of above.reverse()) at = (at[part] ??= {}) as Record<string, unknown>
    at[last] = valueFor(type)
  })
  return document
}

type Nested = SchemaType & { schema?: Schema; embeddedSchemaType?: SchemaType; instance: string }
function valueFor(type: SchemaType): unknown {
  const { instance, schema, embeddedSchemaType } = type as Nested
  if (instance === 'Array') return [schema ? filled(schema) : valueFor(embeddedSchemaType!)]
  if (schema) return filled(schema)
  if (instance === 'String') return marker
  if (instance === 'Number') return 1
  if (instance === 'Boolean') return true
  if (instance === 'Date') return new Date('2022-03-01T04:00:00Z')
  return instance === 'ObjectId' ? new mongoose.Types.ObjectId() : { text: marker, list: [marker] }
}

/** Returns the paths of values that contain the marker, such as `events[].note`. */
function marked(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return value.includes(marker) ? [at] : []
  if (Array.isArray(value)) return value.flatMap(one => marked(one, `${at}[]`))
  const isObject = value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
  if (!isObject) return []
  return Object.entries(value).flatMap(([field, inner]) => marked(inner, at ? `${at}.${field}` : field))
}

/** Creates a case that ended long ago, with the marker in all its text, also in a field that only another version knows. */
async function markedCase(change: object): Promise<mongoose.Types.ObjectId> {
  const { anonymisedAt: _, documentsErasedAt: __, applicantLeftAt: ___, ...document } = filled(ApplicationModel.schema)
  const _id = new mongoose.Types.ObjectId()
  await ApplicationModel.collection.insertOne({
    ...document,
    _id,
    state: 'rejected',
    stateSince: new Date('2022-03-01T04:00:00Z'),
    revision: 1,
    later: { words: marker, more: [{ words: marker }] },
    ...change,
  })
  return _id
}

describe('an anonymised case', () => {
  it('contains no text about its applicant outside the list of exceptions', async () => {
    const id = await markedCase({})
    const before = marked(await ApplicationModel.collection.findOne({ _id: id }))
    for (const path of [
      'offer.acceptance.contract.lessee.passportNumber',
      'addressProof.lessee.nameLatin',
      'later.words',
    ])
      expect(before).toContain(path)
    expect(before.length).toBeGreaterThan(150)

    expect(await site.services.cases.retention.anonymiseOldCases()).toBe(1)
    const after = await ApplicationModel.collection.findOne({ _id: id })
    expect(marked(after).toSorted()).toEqual([...new Set(notAboutThem)].toSorted())
    expect(after).toMatchObject({ anonymisedAt: site.clock.now(), state: 'rejected' })
    expect(await site.services.cases.retention.anonymiseOldCases()).toBe(0)
  })

  it('keeps that the applicant acted, and of the answers only words from the lists', async () => {
    const by = { kind: 'applicant', id: marker, name: marker }
    const who = new mongoose.Types.ObjectId()
    const known = {
      company: { vehicle: 'individual', companyName: marker },
      plan: { useClass: 'retail', activity: marker },
    }
    const at = new Date('2022-03-01T04:00:00Z')
    const id = await markedCase({
      events: [{ _id: who, at, by, kind: 'moved', from: 'draft', to: 'submitted', note: marker }],
      answers: known,
      snapshot: { at, formVersion: 1, answers: known, documents: [{ id: marker, kind: marker, name: marker }] },
    })
    await site.services.cases.retention.anonymiseOldCases()
    const after = await ApplicationModel.collection.findOne({ _id: id })
    expect(after?.events[0]).toEqual({
      _id: who,
      at,
      by: { kind: 'applicant' },
      kind: 'moved',
      from: 'draft',
      to: 'submitted',
    })
    const left = { company: { vehicle: 'individual' }, plan: { useClass: 'retail' } }
    expect(after?.answers).toEqual(left)
    expect(after?.snapshot).toMatchObject({ answers: left, documents: [] })
  })

  it('removes its pending letters, with their texts and documents', async () => {
    const facts = { place: marker, note: marker, template: 'application-interview-invited' }
    const pendingEffects = [
      { key: 'a', kind: 'interview', facts },
      { key: 'b', kind: 'mail', facts: { template: 'application-rejected' } },
      { key: 'c', kind: 'premises', facts: { code: 'SFH-A-0101' } },
    ]
    const id = await markedCase({ pendingEffects })
    await site.services.cases.retention.anonymiseOldCases()
    const after = await ApplicationModel.findById(id).lean<Application>()
    expect(after?.pendingEffects.map(({ kind }) => kind)).toEqual(['premises', 'erase'])
  })

  it('is checked by verify-data, which lists what it should not contain', async () => {
    const id = await markedCase({})
    await site.services.cases.retention.anonymiseOldCases()
    const name = 'a nameless case keeps nothing but what is named'
    const found = async () => (await runChecks(site.checkers)).find(one => one.name === name)?.problems
    expect(await found()).toEqual([])
    const more = {
      'assessments.0.comments': { jobs: marker },
      'offer.acceptance.contract': { lessee: { nameLatin: 'A' } },
    }
    await ApplicationModel.collection.updateOne({ _id: id }, { $set: more })
    const why = 'keeps assessments.comments.jobs, offer.acceptance.contract.lessee.nameLatin'
    expect(await found()).toEqual([{ id: id.toHexString(), why }])
  })

  it('is cleaned by a migration if an earlier version anonymised it', async () => {
    const id = await markedCase({})
    await site.services.cases.retention.anonymiseOldCases()
    const before = await ApplicationModel.collection.findOne({ _id: id })
    await ApplicationModel.collection.updateOne({ _id: id }, { $set: { 'assessments.0.comments': { jobs: marker } } })
    await runMigrations(path.join(import.meta.dirname, '../../server/migrations'), site.log)
    expect(await ApplicationModel.collection.findOne({ _id: id })).toEqual(before)
  })
})
