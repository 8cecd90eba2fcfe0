import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { DocumentKind, StoredDocument } from '#models/documents/document.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import type { Deps } from '../ports.ts'
import { turnAfterOfferChange } from '../status/stage.ts'
import { acceptanceOf, conditionsOf, uploadedSinceOffer, withAcceptance } from './offer-acceptance.ts'

/** When the papers of each condition came, in the order of the conditions, and when the signed contract did. */
type Received = { conditions: readonly (Date | null)[]; scan: Date | null }

const receivedIn = (was: Application): Received => ({
  conditions: conditionsOf(was).map(({ handedInAt }) => handedInAt ?? null),
  scan: acceptanceOf(was)?.scanSentAt ?? null,
})

/**
 * Returns the fields to set when documents come in after an acceptance: which conditions have their papers, and whether the
 * contract came back signed. With the last of them the case is with the office. Empty when they are about neither.
 */
export function papersReceived(
  was: Application,
  documents: readonly { kind: DocumentKind }[],
  at: Date,
): Record<string, unknown> {
  const kinds = new Set<string>(documents.map(({ kind }) => kind))
  const before = receivedIn(was)
  const cameNow = ({ state, kind }: Condition) => state === 'open' && kinds.has(kind)
  return toWrite(was, at, {
    conditions: conditionsOf(was).map((condition, index) =>
      cameNow(condition) ? at : (before.conditions[index] ?? null),
    ),
    scan: kinds.has('signed_contract') && acceptanceOf(was)?.contract ? at : before.scan,
  })
}

/**
 * Returns the fields to set, path by path: whoever uploads reads a case without what the applicant does not see, and writing
 * the whole offer would remove that.
 */
function toWrite(was: Application, at: Date, after: Received): Record<string, unknown> {
  if (!acceptanceOf(was)) return {}
  const before = receivedIn(was)
  const isSame = (one: Date | null, other: Date | null) => (one?.getTime() ?? 0) === (other?.getTime() ?? 0)
  const set = Object.fromEntries([
    ...after.conditions.flatMap((came, index) =>
      isSame(came, before.conditions[index] ?? null)
        ? []
        : [[`offer.acceptance.conditions.${String(index)}.handedInAt`, came] as const],
    ),
    ...(isSame(after.scan, before.scan) ? [] : [['offer.acceptance.scanSentAt', after.scan] as const]),
  ])
  if (Object.keys(set).length === 0) return {}
  const conditions = conditionsOf(was).map((condition, index) => ({
    ...condition,
    handedInAt: after.conditions[index] ?? null,
  }))
  return { ...set, ...turnAfterOfferChange(was, withAcceptance(was, { conditions, scanSentAt: after.scan }), at) }
}

/**
 * Compares accepted cases with their documents: a scan may have removed one, or an earlier version have received one. Returns
 * the number of cases that were put right.
 */
export async function reviewPapers({ clock, documents }: Pick<Deps, 'clock' | 'documents'>): Promise<number> {
  const accepted = ApplicationModel.find({
    state: trusted({ $in: ['accepted' as const, 'contracted' as const] }),
    handedOverOn: null,
    'offer.acceptance': trusted({ $ne: null }),
  })
  let changed = 0
  for await (const was of accepted.lean<Application[]>().cursor()) {
    // Files that are just being taken in are not among the documents yet.
    if (was.pendingEffects.some(({ kind }) => kind === 'take_in')) continue
    const papers = uploadedSinceOffer(was, await documents.list(was._id.toHexString()))
    const after = receivedAccordingTo(was, papers)
    const set = toWrite(was, lastOf(receivedIn(was), after) ?? clock.now(), after)
    if (Object.keys(set).length === 0) continue
    const write = { was, guard: ['state', 'revision'] as const, counter: 'revision' as const, set, events: [] }
    if (await guardedWrite(ApplicationModel, write)) changed += 1
  }
  return changed
}

/** Returns when the last paper came that was not known before; null when there is none. */
function lastOf(before: Received, after: Received): Date | null {
  const known = new Set([...before.conditions, before.scan].map(at => at?.getTime()))
  const came = [...after.conditions, after.scan].flatMap(at => (at && !known.has(at.getTime()) ? at.getTime() : []))
  return came.length > 0 ? new Date(Math.max(...came)) : null
}

type Paper = Pick<StoredDocument, 'kind' | 'uploadedAt'>

/** Returns what the documents say. A condition that an officer decided on since asks for papers that came later. */
function receivedAccordingTo(was: Application, papers: readonly Paper[]): Received {
  const before = receivedIn(was)
  const latest = (kind: string, since: Date | null | undefined) =>
    papers.findLast(paper => paper.kind === kind && (!since || paper.uploadedAt >= since))?.uploadedAt ?? null
  const contract = acceptanceOf(was)?.contract
  const scan = contract ? latest('signed_contract', contract.preparedAt) : null
  return {
    conditions: conditionsOf(was).map(({ state, kind, changedAt }, index) => {
      const stored = before.conditions[index] ?? null
      if (state !== 'open') return stored
      if (stored) return latest(kind, null) ? stored : null
      return latest(kind, changedAt)
    }),
    scan: scan && (before.scan ?? scan),
  }
}
