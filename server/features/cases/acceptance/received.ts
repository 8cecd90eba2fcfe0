import type { Application } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import { turnAfterOfferChange } from '../status/stage.ts'
import { acceptanceOf, conditionsOf, withAcceptance } from './offer-acceptance.ts'

/**
 * Returns the fields to set when documents come in after an acceptance: which conditions have their papers, and whether the
 * contract came back signed. With the last of them the case is with the office. Empty in any other case.
 */
export function papersReceived(
  was: Application,
  documents: readonly { kind: DocumentKind }[],
  at: Date,
): Partial<Application> {
  const acceptance = acceptanceOf(was)
  if (!acceptance) return {}
  const kinds = new Set<string>(documents.map(({ kind }) => kind))
  const scan = kinds.has('signed_contract') && acceptance.contract
  const conditions = conditionsOf(was).map(condition =>
    condition.state === 'open' && kinds.has(condition.kind) ? { ...condition, handedInAt: at } : condition,
  )
  const offer = withAcceptance(was, { conditions, ...(scan ? { scanSentAt: at } : {}) })
  return { ...offer, ...turnAfterOfferChange(was, offer, at) }
}
