import type { Application } from '#models/cases/application.ts'
import { documentKinds, type DocumentKind } from '#models/documents/document.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { requiredDocuments } from '#features/cases/answers/required-documents.ts'
import {
  isOpenForRemoval,
  isOpenForReplacement,
  openKinds,
  type CaseWithRequest,
} from '#features/cases/requests/items.ts'
import { closedForChanges, isOpenForDocuments } from '#features/cases/answers/save-section.ts'
import { hasEnded } from '#features/cases/states.ts'

/** What an applicant may do with the documents of an application now. */
export type AllowedChanges = {
  /** Whether only infected files may be replaced. */
  mending: boolean
  /** Kinds of documents that the applicant has to deal with now. */
  kinds: DocumentKind[]
  addable: DocumentKind[]
  replaceable: (document: ScannedDocument) => boolean
  removable: (document: ScannedDocument) => boolean
}

const isInfected = ({ scanState }: ScannedDocument): boolean => scanState === 'infected'

/** Returns what is open: everything in a draft, the requested items in an information request, else infected files only. */
export function allowedChangesOf(
  application: Application,
  documents: readonly ScannedDocument[],
  now: Date,
): AllowedChanges {
  if (!isOpenForDocuments(application, now)) return allowedWhenClosed(documents)
  const { request } = application
  return application.state === 'draft' || !request
    ? allowedInDraft(application, documents, now)
    : allowedByRequest({ ...application, request }, documents, now)
}

function allowedInDraft({ answers }: Application, documents: readonly ScannedDocument[], now: Date): AllowedChanges {
  const required: readonly DocumentKind[] = requiredDocuments(answers, cityDayOf(now))
  const kinds = documentKinds.filter(kind => required.includes(kind) || kindsOf(documents).includes(kind))
  return { mending: false, kinds, addable: kinds, replaceable: () => true, removable: () => true }
}

const allowedWhenClosed = (documents: readonly ScannedDocument[]): AllowedChanges => ({
  mending: true,
  kinds: kindsOf(documents.filter(isInfected)),
  addable: [],
  replaceable: isInfected,
  removable: () => false,
})

function allowedByRequest(
  application: Application & CaseWithRequest,
  documents: readonly ScannedDocument[],
  now: Date,
): AllowedChanges {
  const healthy = documents.filter(document => !isInfected(document))
  const addable = openKinds(application, healthy, now)
  const replaceable = (document: ScannedDocument) => isInfected(document) || isOpenForReplacement(application, document)
  const open = kindsOf(documents.filter(replaceable))
  const kinds = documentKinds.filter(kind => addable.includes(kind) || open.includes(kind))
  return { mending: false, kinds, addable, replaceable, removable: document => isOpenForRemoval(application, document) }
}

/**
 * Returns the same for a change that is about to be made. Throws with the reason why the case is closed when no document at
 * all can be changed. In a case that has ended not even infected files can be replaced.
 */
export function requireAllowedChanges(
  application: Application,
  documents: readonly ScannedDocument[],
  now: Date,
): AllowedChanges {
  const open = allowedChangesOf(application, documents, now)
  if (open.mending && (hasEnded(application.state) || open.kinds.length === 0)) throw closedForChanges(application)
  return open
}

const kindsOf = (documents: readonly ScannedDocument[]): DocumentKind[] =>
  documentKinds.filter(kind => documents.some(document => document.kind === kind))
