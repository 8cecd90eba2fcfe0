import type { Application } from '#models/cases/application.ts'
import type { ContractTerms } from '#models/cases/parts/acceptance.ts'
import { doneBefore } from '#outside/audit.ts'
import type { PdfDocument } from '#outside/pdf.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import {
  confirmMisfits,
  findUnconfirmed,
  markMisfits,
  misfitsForAudit,
  misfitWarnings,
  type MisfitConfirmation,
} from '../cases/acceptance/misfits.ts'
import { withAcceptance } from '../cases/acceptance/offer-acceptance.ts'
import { signBy } from '../cases/acceptance/rules.ts'
import { applyChange, readCaseFor, staleConflict } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { turnAfterOfferChange } from '../cases/status/stage.ts'
import { currentTerms, draftTerms, heldSummary, lastContractVersion, type ContractTermsDeps } from './contract-terms.ts'
import { contractDocument } from './contract-text.ts'
import { contractPdf, type PrintOptions } from './pdf.ts'

/** `version`: the last version of the contract when the form was shown, 0 for none. */
type Preparation = MisfitConfirmation & { version?: number | undefined }

/**
 * Fixes the terms for signature; once it is signed, for good. Repeating it before the signature makes the next version. `version` is the last version
 * when the form was shown, 0 for none: a form that is sent twice makes one version. Throws `error.stale` when the case has
 * another version, or has changed since the form made its own. Forms of an earlier release do not name a version. Throws
 * `application.misfit` when the premises lacks something for the plan that nobody has confirmed.
 */
export async function prepareContract(
  deps: ContractTermsDeps,
  id: string,
  actor: Actor,
  { version: shown, ...words }: Preparation = {},
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  requirePreparation(was, actor)
  if (isPrepared(was, actor, shown)) return doneBefore(was)
  const now = deps.clock.now()
  const misfits = confirmMisfits(was, await heldSummary(deps, was), { actor, at: now, words })
  const contract = await currentTerms(deps, was, now)
  const { offer } = withAcceptance(was, { contract, signBy: signBy(cityDayOf(now)), scanSentAt: null })
  const set = { offer: { ...offer, ...(misfits ? { misfits } : {}) } }
  const told = misfitsForAudit(misfits === was.offer?.misfits ? null : misfits)
  const prepared = await applyChange({
    was,
    kind: 'contract_prepared',
    actor,
    at: now,
    told,
    set: { ...set, ...turnAfterOfferChange(was, set, now) },
    effects: [{ kind: 'mail', facts: { template: 'application-contract-ready' } }],
  })
  if (!prepared) throw staleConflict(was)
  return prepared
}

function requirePreparation(was: Application, { kind }: Actor): void {
  if (kind !== 'reviewer' && kind !== 'decider') throw conflict('application.refused.not-yours')
  if (was.state !== 'accepted') throw conflict('acceptance.refused.closed', { facts: { id: was._id.toHexString() } })
}

/**
 * Checks whether this person prepared the version after the one shown, and nothing has happened to the case since. What has
 * changed outside the case, such as the area of the premises, is for a fresh page to take in. Throws `error.stale` when the
 * case has another version for any other reason.
 */
function isPrepared(was: Application, { id }: Actor, shown: number | undefined): boolean {
  const present = lastContractVersion(was)
  if (shown === undefined || shown === present) return false
  const last = was.events.at(-1)
  if (present === shown + 1 && last?.kind === 'contract_prepared' && last.by.id === id) return true
  throw staleConflict(was)
}

/** Returns what the held premises lacks for the plan and nobody has confirmed: in words, and as a form names it. */
export async function contractMisfits(deps: Pick<Deps, 'premises'>, reader: Reader, application: Application) {
  const held = await heldSummary(deps, application)
  const lines = findUnconfirmed(application, held).flatMap(one => misfitWarnings(reader, application, one))
  return { lines, shown: markMisfits(application, held) }
}

/** Returns the contract as it was prepared, whatever texts or settings have changed since. */
export async function drawContract(
  { texts }: Pick<Deps, 'texts'>,
  terms: ContractTerms,
  printing: PrintOptions,
): Promise<PdfDocument> {
  if (!terms.edition) return contractPdf(terms, printing)
  return contractDocument(terms, { ...printing, texts: await texts.read(terms.edition) })
}

/** Returns the contract that would follow if the open offer were accepted today. Null without an open offer. */
export async function drawDraftContract(
  deps: ContractTermsDeps,
  application: Application,
  printing: PrintOptions,
): Promise<PdfDocument | null> {
  const terms = await draftTerms(deps, application)
  return terms && contractDocument(terms, { ...printing, texts: await deps.texts.current('contract'), sample: 'offer' })
}
