import { readFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { load } from 'cheerio'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#features/accounts/demonstration.ts'
import { runChecks } from '#shared/checks.ts'
import { grid, randomId, type Bucket } from '#outside/files/grid.ts'
import { projectRoot } from '#outside/project-root.ts'
import { anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { watchScatterGather, type ShardKeys } from '../support/database/scatter-gather.ts'
import { useSite } from '../support/site.ts'

const scale = readFileSync(path.join(projectRoot, 'docs/scale.md'), 'utf8')
const partOf = (name: string): string => {
  const [, part = ''] = new RegExp(`<!-- ${name} -->([^]*?)<!-- /${name} -->`).exec(scale) ?? []
  return part
}

/** Shard keys proposed in `docs/scale.md`: a row has collections and their key. */
const rows = [...partOf('shard-keys').matchAll(/^\| (`[^|]+`) \| `\{ ([^|]+) \}` \|/gm)]
const keys: ShardKeys = Object.fromEntries(
  rows.flatMap(([, collections = '', key = '']) =>
    [...collections.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [
      name,
      [...key.matchAll(/(\w+):/g)].map(([, field = '']) => field),
    ]),
  ),
)
const listed = [...partOf('scatter-gather').matchAll(/^\| `([^`]+)` \|/gm)].map(([, query]) => query)
const kept = [...partOf('not-sharded').matchAll(/`([^`\s]+)`/g)].map(([, name]) => name)

const collections = () => Object.values(mongoose.models).map(({ collection }) => collection.name)

describe('the shard keys that docs/scale.md proposes', () => {
  const site = useSite({ env: { DEMO: 'on' } })

  it('decide for every collection whether it can be sharded', () => {
    expect(Object.keys(keys).length).toBeGreaterThan(5)
    const said = [...Object.keys(keys), ...kept]
    expect(collections().filter(name => !said.includes(name))).toEqual([])
    expect(kept.filter(name => Object.hasOwn(keys, name ?? ''))).toEqual([])
  })

  it('are the prefix of every unique index of their collections, as MongoDB requires', async () => {
    for (const [name, key] of Object.entries(keys)) {
      const indexes = await mongoose.connection
        .collection(name)
        .indexes()
        .catch(() => [])
      for (const index of indexes.filter(({ unique }) => unique)) {
        const fields = Object.keys(index.key)
        expect(fields.slice(0, key.length), `${name} ${String(index.name)}`).toEqual([...key])
      }
    }
  })

  it(
    'send only the listed queries to all shards, and route every write to one shard',
    { timeout: 120_000 },
    async () => {
      await aWorkingStreet(site, 360)
      const watch = watchScatterGather(keys)
      for (const [name, places] of Object.entries(walks)) await walk(name, places)
      await lookAtPhotos()
      await leave(await anApplicant())
      for (const bucket of ['documents', 'pictures', 'letters', 'imports', 'photos'] as const) await comeAndGo(bucket)
      await runChecks(site.checkers)
      for (const days of [1, 4_000]) {
        site.clock.advance({ days })
        await site.runJobs({ tidying: true })
      }
      const { everywhere, nowhere } = watch.stop()
      expect([...nowhere]).toEqual([])
      expect([...everywhere].sort()).toEqual(listed.toSorted())
      expect([...watch.targeted].sort()).toEqual(Object.keys(keys).toSorted())
    },
  )

  /** Records that an officer reads the photos of a handover, which the demonstration lacks. */
  async function lookAtPhotos(): Promise<void> {
    const officer = { id: 'f'.repeat(24), name: '孙立群', role: 'reviewer' }
    const paper = { application: new mongoose.Types.ObjectId(), kind: 'handover_photos', name: 'handover' } as const
    await site.services.documents.reads.recordPaper(paper, officer)
  }

  /** Writes, reads, counts and deletes a file of a bucket. */
  async function comeAndGo(bucket: Bucket): Promise<void> {
    const files = grid(bucket)
    const id = randomId()
    const writes = files.write(id, 'a file')
    await writes.write(Buffer.from('what is in it'))
    await writes.finish()
    expect(await text(files.open(id))).toBe('what is in it')
    expect((await files.whole([id])).size).toBe(1)
    await files.erase(id)
  }

  /** Ends one of two sessions, and deletes the account. */
  async function leave(account: TestAccount): Promise<void> {
    const [person] = [await site.as(account), await site.as(account)]
    const page = await person.get('/en/account/sessions')
    const ends = load(page.text)('form[action$="/end"]').toArray()
    await person.post(ends.at(-1)?.attribs['action'] ?? '').expect(303)
    const again = await site.as(account)
    await again.post('/en/account/privacy/deletion').type('form').send({ deletionPassword: testPassword }).expect(303)
  }

  /** Follows links below some places to one page of each kind, and ends all sessions. */
  async function walk(name: string, places: readonly string[]): Promise<void> {
    const email = `${name}@demo.startup-street.example`
    const person = await site.as({ email, password: demonstrationPassword })
    const waiting = [...places]
    const seen = new Set<string>()
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(kindOf(at)) || !isBelow(at, [...places, '/media'])) continue
      seen.add(kindOf(at))
      const page = await person.get(at)
      if (page.type !== 'text/html') continue
      const links = load(page.text)('a[href], img[src]')
      for (const link of links) waiting.push(link.attribs['href'] ?? link.attribs['src'] ?? '')
    }
    expect(seen.size).toBeGreaterThan(5)
    await person.post('/en/account/sign-out-everywhere').expect(303)
  }
})

/**
 * Places where people of the demonstration reach files, sessions and reads; all other pages use collections that are not
 * sharded.
 */
const walks = {
  applicant: ['/en/applications', '/en/account'],
  decider: ['/en/staff/applications', '/en/account'],
  administrator: ['/en/staff/premises', '/en/staff/people', '/en/account'],
}

const isBelow = (address: string, places: readonly string[]): boolean => places.some(place => address.startsWith(place))
const kindOf = (address: string): string =>
  (address.split(/[?#]/)[0] ?? '').replaceAll(/[0-9a-f]{24}|SFH-[A-Z]-\d+|\d+/g, '…')
