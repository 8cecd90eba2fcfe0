import mongoose from 'mongoose'
import { MissingKeyError, passportContext, sealing } from '#outside/sealing/sealing.ts'
import type { SealingCounts, SealedStore } from '#outside/sealing/stored.ts'
import { isPassportTerm, passportTerms } from './search/terms.ts'

type StoredCase = { _id: mongoose.mongo.ObjectId; searchTerms?: string[]; snapshot?: unknown }
/** A passport number and its path in the case. */
type PassportNumber = { path: string; text: string }

const batchSize = 100
const maxAttempts = 3
const fields = [
  'answers',
  'snapshot',
  'formerSnapshots',
  'offer',
  'pastOffers',
  'addressProof',
  'contract',
  'searchTerms',
]

/** Seals and opens the passport numbers stored in cases, and the search terms made from them. */
export function createCasesSealing(): SealedStore {
  // Does not use the model, which opens what it reads.
  const cases = () => mongoose.connection.collection<StoredCase>('applications')
  const projection = Object.fromEntries(fields.map(field => [field, 1]))

  async function bring(target: 'sealed' | 'open', after: string | null) {
    const rest = after === null ? {} : { _id: { $gt: new mongoose.mongo.ObjectId(after) } }
    const found = await cases().find(rest, { projection }).sort({ _id: 1 }).limit(batchSize).toArray()
    const last = found.length < batchSize ? null : (found.at(-1)?._id.toHexString() ?? null)
    const done = { last, changed: 0, skipped: 0 }
    for (const one of found) {
      try {
        if (await rewrite(one, target)) done.changed += 1
      } catch (error) {
        if (!(error instanceof MissingKeyError)) throw error
        done.skipped += 1
      }
    }
    return done
  }

  /** Writes only to a case that is as it was read, so that no other change is overwritten; otherwise reads it again. */
  async function rewrite(read: StoredCase, target: 'sealed' | 'open'): Promise<boolean> {
    let one: StoredCase | null = read
    for (let attempt = 0; one && attempt < maxAttempts; attempt += 1) {
      const changes = changesOf(one, target)
      if (changes.length === 0) return false
      const asRead = Object.fromEntries(changes.map(({ path, was }) => [path, was]))
      const set = Object.fromEntries(changes.map(({ path, is }) => [path, is]))
      const written = await cases().updateOne({ _id: one._id, ...asRead }, { $set: set })
      if (written.matchedCount > 0) return true
      one = await cases().findOne({ _id: one._id }, { projection })
    }
    // The case keeps changing; each of these writes seals the number itself.
    return false
  }

  async function count(): Promise<SealingCounts> {
    const lying: SealingCounts = { open: 0, sealed: new Map() }
    for await (const one of cases().find({}, { projection })) {
      const keys = new Set(findNumbers(one).map(({ text }) => sealing().keyOfText(text)))
      if (keys.has(null)) lying.open += 1
      for (const by of keys) if (by !== null) lying.sealed.set(by, (lying.sealed.get(by) ?? 0) + 1)
    }
    return lying
  }

  return { name: 'numbers of passports', bring, count }
}

type Change = { path: string; was: unknown; is: unknown }

function changesOf(one: StoredCase, target: 'sealed' | 'open'): Change[] {
  const seal = sealing()
  const isUpToDate = (text: string): boolean => {
    const by = seal.keyOfText(text)
    return target === 'open' ? by === null : by === seal.keyIds[0]
  }
  const numbers = findNumbers(one)
    .filter(({ text }) => !isUpToDate(text))
    .map(({ path, text }) => ({ path, was: text, is: seal.stored(seal.read(text, passportContext), passportContext) }))
  return [...numbers, ...searchTermChanges(one)]
}

/** Returns the change that brings the search terms of the submitted passport number up to date. */
function searchTermChanges(one: StoredCase): Change[] {
  const { searchTerms: was } = one
  const handedIn = findNumbers(one).find(({ path }) => path === 'snapshot.answers.applicant.passportNumber')
  if (!was || !handedIn) return []
  const terms = passportTerms(sealing().read(handedIn.text, passportContext))
  const own = was.filter(isPassportTerm)
  if (own.length === terms.length && terms.every(term => own.includes(term))) return []
  const first = own[0]
  const others = was.filter(term => term === first || !isPassportTerm(term))
  return [{ path: 'searchTerms', was, is: others.flatMap(term => (term === first ? terms : [term])) }]
}

/** Returns every non-empty text under the name `passportNumber`, at any depth. */
function findNumbers(stored: unknown, at = ''): PassportNumber[] {
  if (stored === null || typeof stored !== 'object' || stored instanceof mongoose.mongo.ObjectId) return []
  return Object.entries(stored).flatMap(([name, inner]: [string, unknown]) => {
    const path = at ? `${at}.${name}` : name
    if (name === 'passportNumber' && typeof inner === 'string' && inner !== '') return [{ path, text: inner }]
    return findNumbers(inner, path)
  })
}
