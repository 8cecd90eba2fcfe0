import type { Application, AnswerSection } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { RequestItem } from '#models/cases/parts/information-request.ts'
import { differences } from '../answers/differences.ts'
import { paperDay } from '../papers/paper-table.ts'
import { missingDocuments } from '../answers/required-documents.ts'
import type { Deps, StoredDocument } from '../ports.ts'
import { findComplaints, submittedCodes, type AnswerDeps } from '../answers/save-section.ts'
import { progressOf, type ItemProgress, type SectionFacts } from './items.ts'

/** Progress of the answer to an information request. */
export type RequestProgress = {
  items: { item: RequestItem; progress: ItemProgress }[]
  /** Kinds of document that the changed answers require in addition. */
  alsoNeeded: DocumentKind[]
  /** True when everything asked for is done. */
  ready: boolean
}
type ProgressDeps = AnswerDeps & Pick<Deps, 'documents'>

/** Returns the progress of a case. An item is done when it is changed and valid, or when the applicant has explained it. */
export async function findProgress(deps: ProgressDeps, application: Application): Promise<RequestProgress> {
  return progressWith(deps, application, await deps.documents.list(application._id.toHexString()))
}

/** Returns the progress of a case with these documents. */
export async function progressWith(
  deps: AnswerDeps,
  application: Application,
  present: readonly StoredDocument[],
): Promise<RequestProgress> {
  const { request, answers } = application
  const day = paperDay(application, deps.clock.now())
  const sections = new Map<string, SectionFacts>()
  for (const item of request?.items ?? [])
    if (item.about === 'section') sections.set(item.target, await factsOf(deps, application, item.target))
  const items = (request?.items ?? []).map(item => ({
    item,
    progress: request ? progressOf(item, { asked: { ...application, request }, present, sections }) : ('open' as const),
  }))
  const requestedKinds = items.flatMap(({ item }) => (item.about === 'kind' ? [item.target] : []))
  const missing: readonly DocumentKind[] = missingDocuments(answers, present, day)
  const done = items.every(({ progress }) => progress === 'answered' || progress === 'explained')
  return {
    items,
    alsoNeeded: missing.filter(kind => !requestedKinds.includes(kind)),
    ready: done && missing.length === 0,
  }
}

async function factsOf(deps: AnswerDeps, application: Application, section: AnswerSection): Promise<SectionFacts> {
  const { answers, snapshot } = application
  const changed = differences(section, answers[section], snapshot?.answers[section]).length > 0
  const about = await findComplaints(deps, section, answers[section], submittedCodes(application))
  return { changed, complaints: Object.keys(about).length }
}
