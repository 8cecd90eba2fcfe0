import type { Application, ApplicationSnapshot } from '#models/cases/application.ts'
import type { InformationRequest } from '#models/cases/parts/information-request.ts'

/** Snapshots before and after the answer to a request. Versions count from 1. */
export type Revision = { before: ApplicationSnapshot; after: ApplicationSnapshot; version: number }
export type Round = { request: InformationRequest; revision: Revision | null }

/** Returns all information requests of a case, the latest first. Pure. */
export function roundsOf(application: Application): Round[] {
  const { request, pastRequests = [], formerSnapshots = [], snapshot } = application
  const versions = [...formerSnapshots, ...(snapshot ? [snapshot] : [])]
  const answered = pastRequests.filter(({ outcome }) => outcome === 'answered')
  // Each answer added one version. Versions from before requests had items have no request.
  const first = versions.length - answered.length
  const past = pastRequests.map(one => ({
    request: one,
    revision: answered.includes(one) ? revisionAt(first + answered.indexOf(one), versions) : null,
  }))
  return [...past, ...(request ? [{ request, revision: null }] : [])].reverse()
}

function revisionAt(index: number, versions: readonly ApplicationSnapshot[]): Revision | null {
  const before = versions[index - 1]
  const after = versions[index]
  return before && after ? { before, after, version: index + 1 } : null
}
