import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesVersionModel } from '#models/listings/premises-version.ts'
import { ImportRowModel, PremisesImportModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import { auditService } from '#features/audit/service.ts'
import { importsService } from '#features/transfer/imports-service.ts'
import { versionsService } from '#features/listings/versions-service.ts'
import { buildIndexes } from '#outside/database/database.ts'
import { fileStore, storeBytes } from '#outside/files/files.ts'
import { clockOf } from '#outside/clock.ts'
import { aPremises } from '../factories/premises.ts'
import { killedAtWork } from '../support/processes/killed.ts'
import { withDatabaseIn } from '../support/database.ts'
import { testKey, withSealing } from '../support/sealed.ts'

const changed = 300
const made = 1_500
const heading = [
  ...['code', 'title.zh', 'areaGrossSqM', 'areaUsableSqM', 'ceilingHeightM', 'frontageM', 'floor', 'layout'],
  ...['condition', 'allowedUses', 'electricityKw', 'heating', 'position.row', 'position.offsetM', 'position.widthM'],
  ...['marketRentPerSqMMonth', 'managementFeePerSqMMonth', 'heatingFeePerSqMSeason', 'deposit'],
]
const codeOf = (number: number) => `SFH-A-01${String(number + 10)}`
const rowOf = (number: number) => [
  ...[codeOf(number), `新房源${String(number)}`, 72, 64.5, 3.6, 8.4, 1, 'open'],
  ...['Базовая отделка', 'retail', 10, 'central', 'north', (number % 1_000) / 10, 8.4],
  ...[91.3, 15.5, 44.7, 3000],
]

const boss = { id: '0'.repeat(24), name: '孙立群', role: 'administrator', buildings: null }
/** Each worker starts more than a minute after the last, whose lease has expired by then. */
const importsAt = (minutes: number) => {
  const clock = clockOf(() => new Date(Date.now() + minutes * 60_000))
  const files = fileStore({ bucket: 'imports', clock })
  const trail = auditService({ clock })
  return { files, imports: importsService({ clock, files, trail }), versions: versionsService({ clock, trail }) }
}

/** Lets a worker die with SIGKILL, at a random moment or at the worst one. */
const workAndDie = (folder: string, minutes: number, when: 'any' | 'worst'): Promise<string> =>
  killedAtWork('tests/support/processes/import-until-killed.ts', {
    args: [folder, String(minutes), when],
    says: /at work/,
    ...(when === 'any' ? { afterMs: 100 + Math.random() * 700 } : {}),
  })

const theImport = async () => (await PremisesImportModel.findOne().lean<PremisesImport>())!

/** Returns what this import has written into the history of each unit, by code: no entry may occur twice. */
async function entriesByCode(): Promise<Map<string, string[]>> {
  const { _id } = await theImport()
  const touched = await PremisesModel.find({ 'events.import': _id }).lean<Premises[]>()
  return new Map(
    touched.map(({ code, events }) => [code, events.filter(one => one.import?.equals(_id)).map(one => one.kind)]),
  )
}

/** Returns the number of units with an audit entry, and the most entries of one unit. */
async function toldOf(action: string) {
  const [found] = await AuditEntryModel.aggregate<{ premises: number; most: number }>([
    { $match: { action } },
    { $group: { _id: '$subject.label', times: { $sum: 1 } } },
    { $group: { _id: null, premises: { $sum: 1 }, most: { $max: '$times' } } },
    { $project: { _id: 0 } },
  ])
  return found
}

describe('an import whose workers are killed', () => {
  /** The file is stored sealed, and each process of the test must have the key. */
  const sealed = (act: () => Promise<void>) => () => withSealing({ on: true, secrets: [testKey] }, act)

  it(
    'writes each row once and undoes each row once',
    { timeout: 120_000 },
    sealed(async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-import-'))
      let minutes = 0
      const kill = async (...moments: ('any' | 'worst')[]) => {
        for (const when of moments) await workAndDie(`${folder}/db`, (minutes += 2), when)
        minutes += 2
      }
      let id = ''

      await withDatabaseIn(folder, async () => {
        await buildIndexes()
        for (let number = 0; number < changed; number += 1) await aPremises({ code: codeOf(number), status: 'draft' })
        const { files, imports } = importsAt(0)
        const rows = Array.from({ length: changed + made }, (_, number) => rowOf(number))
        const bytes = Buffer.from(stringify([heading, ...rows]))
        const file = { field: 'file', name: 'a.csv', extension: 'csv', mediaType: 'text/csv', sha256: '' } as const
        const begun = await imports.begin(
          { ...file, size: bytes.length, storageId: await storeBytes(files, bytes) },
          boss,
        )
        if (!begun.ok) throw new Error(begun.reason)
        ;({ id } = begun)
        await imports.check(id, (await imports.get(id, boss)).mapping, boss)
      })

      await kill('any', 'any')
      await withDatabaseIn(folder, async () => {
        const { imports } = importsAt(minutes)
        await imports.work()
        expect(await imports.troubles(id, { most: 1 })).toEqual([])
        expect((await imports.get(id, boss)).counts).toMatchObject({ create: made, change: changed, bad: 0 })
        expect(await ImportRowModel.countDocuments()).toBe(made + changed)
        expect(await imports.write(id, true, boss)).toEqual({ ok: true })
      })

      await kill('worst', 'any')
      await withDatabaseIn(folder, async () => {
        const { imports } = importsAt(minutes)
        await imports.work()
        expect(await theImport()).toMatchObject({ state: 'written', counts: { written: made + changed, skipped: 0 } })
        expect(await PremisesModel.countDocuments()).toBe(made + changed)
        const entries = await entriesByCode()
        expect(entries.size).toBe(made + changed)
        expect([...entries.values()].filter(kinds => kinds.length !== 1)).toEqual([])
        expect(await imports.undo(id, boss)).toEqual({ ok: true })
      })

      await kill('worst', 'any')
      await withDatabaseIn(folder, async () => {
        const { imports } = importsAt(minutes)
        await imports.work()
        expect(await theImport()).toMatchObject({ state: 'undone', counts: { undone: made + changed, left: 0 } })
        expect(await PremisesModel.countDocuments()).toBe(changed)
        expect(await PremisesModel.countDocuments({ 'title.zh': /新房源/ })).toBe(0)
        const entries = [...(await entriesByCode()).values()]
        expect(entries).toHaveLength(changed)
        expect(entries.filter(kinds => kinds.join() !== 'imported,import-undone')).toEqual([])
        expect(
          await PremisesVersionModel.aggregate([
            { $group: { _id: '$_id', times: { $sum: 1 } } },
            { $match: { times: { $gt: 1 } } },
          ]),
        ).toEqual([])
        // Entries of a worker that was killed after filing and before the audit entry are added later, once that is certain.
        await importsAt(minutes + 10).versions.file()
        expect(await toldOf('premises.created')).toEqual({ premises: made, most: 1 })
        expect(await toldOf('premises.removed')).toEqual({ premises: made, most: 1 })
        expect(await toldOf('premises.changed')).toEqual({ premises: changed, most: 2 })
      })
      await rm(folder, { recursive: true, force: true })
    }),
  )
})
