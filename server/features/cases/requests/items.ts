import { answerSections, type Application, type AnswerSection } from '#models/cases/application.ts'
import { documentKinds, type DocumentKind } from '#models/documents/document.ts'
import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import { laterKinds, paperDay } from '../papers/paper-table.ts'
import { missingDocuments } from '../answers/required-documents.ts'

/** The fields of a document that a request uses. */
export type PresentDocument = { _id: { toHexString(): string }; kind: string; name: string; uploadedAt: Date }

type Choice =
  | { id: string; about: 'section'; target: AnswerSection }
  | { id: string; about: 'document'; target: string; documentKind: DocumentKind; name: string }
  | { id: string; about: 'kind'; target: DocumentKind }
export type RequestChoice = Choice

/** Documents of later stages that an officer may ask for before a decision. */
const askedEarly: readonly DocumentKind[] = ['permit', 'fit_out_drawing', 'notarised_translation', 'other_paper']
const isAskable = (kind: DocumentKind): boolean => askedEarly.includes(kind) || !laterKinds.includes(kind)

/** Returns everything that can be asked for: sections, present documents, and kinds of document that are missing. */
export function requestChoices(documents: readonly PresentDocument[]): RequestChoice[] {
  const present = new Set(documents.map(({ kind }) => kind))
  return [
    ...answerSections.map(target => ({ id: `section-${target}`, about: 'section' as const, target })),
    ...documents.map(({ _id, kind, name }) => ({
      id: `document-${_id.toHexString()}`,
      about: 'document' as const,
      target: _id.toHexString(),
      documentKind: kind as DocumentKind,
      name,
    })),
    ...documentKinds
      .filter(kind => !present.has(kind) && isAskable(kind))
      .map(target => ({ id: `kind-${target}`, about: 'kind' as const, target })),
  ]
}

type Awaiting = Pick<Application, 'state' | 'answerBy'>

/** Checks whether the applicant may answer an information request now. */
export const isAwaited = ({ state, answerBy }: Awaiting, now: Date): boolean =>
  state === 'information_requested' && Boolean(answerBy) && now <= (answerBy ?? now)

/** Returns the item that opens a section for changes. */
export const itemOfSection = (
  request: InformationRequest | null | undefined,
  section: AnswerSection,
): RequestItem | undefined => request?.items.find(({ about, target }) => about === 'section' && target === section)

/** Checks whether the applicant may change this section now. */
export const isSectionOpen = (application: Application, section: AnswerSection, now: Date): boolean =>
  application.state === 'draft' ||
  (isAwaited(application, now) && itemOfSection(application.request, section) !== undefined)

/** A case with its open request. */
export type CaseWithRequest = Pick<Application, 'snapshot'> & { request: InformationRequest }

/** Checks whether a document came after the request. The applicant may change such documents until they are submitted. */
const isNew = ({ request, snapshot }: CaseWithRequest, { _id, uploadedAt }: PresentDocument): boolean =>
  uploadedAt >= request.askedAt && !snapshot?.documents.some(({ id }) => id === _id.toHexString())

/** Checks whether the applicant may replace a document. A submitted one can be replaced only if the request asks for it. */
export const isOpenForReplacement = (requested: CaseWithRequest, document: PresentDocument): boolean =>
  isNew(requested, document) ||
  requested.request.items.some(({ about, target }) => about === 'document' && target === document._id.toHexString())

/** Checks whether the applicant may remove a document: only if it is not submitted yet. */
export const isOpenForRemoval = isNew

/**
 * Returns the kinds of which the applicant may add files: those asked for, those whose document was removed instead of
 * replaced, and those that the changed answers require.
 */
export function openKinds(
  { request, answers, submittedAt }: Pick<Application, 'request' | 'answers' | 'submittedAt'>,
  present: readonly PresentDocument[],
  now: Date,
): DocumentKind[] {
  const ids = new Set(present.map(({ _id }) => _id.toHexString()))
  const requestedKinds = (request?.items ?? []).flatMap(item => {
    if (item.about === 'kind') return [item.target]
    return item.about === 'document' && !ids.has(item.target) ? [item.documentKind] : []
  })
  const open = new Set<DocumentKind>([
    ...requestedKinds,
    ...missingDocuments(answers, present, paperDay({ submittedAt }, now)),
  ])
  return documentKinds.filter(kind => open.has(kind))
}

/** `wrong`: changed, but not valid yet. */
export type ItemProgress = 'open' | 'wrong' | 'answered' | 'explained'

/** Facts about a section that its item is judged by. */
export type SectionFacts = { changed: boolean; complaints: number }

type ProgressFacts = {
  asked: CaseWithRequest
  present: readonly PresentDocument[]
  sections: ReadonlyMap<string, SectionFacts>
}

/** Returns the progress of the answer to an item. Pure. */
export function progressOf(item: RequestItem, judged: ProgressFacts): ItemProgress {
  const done = item.about === 'section' ? ofSection(judged.sections.get(item.target)) : ofDocument(item, judged)
  return done === 'open' && item.excuse ? 'explained' : done
}

function ofSection(facts: SectionFacts | undefined): ItemProgress {
  if (!facts?.changed) return 'open'
  return facts.complaints > 0 ? 'wrong' : 'answered'
}

function ofDocument(item: RequestItem, { asked, present }: ProgressFacts): ItemProgress {
  const kind = item.about === 'document' ? item.documentKind : item.target
  const still = item.about === 'document' && present.some(({ _id }) => _id.toHexString() === item.target)
  return !still && present.some(document => document.kind === kind && isNew(asked, document)) ? 'answered' : 'open'
}
