import type { Readable } from 'node:stream'
import type { Application } from '#models/cases/application.ts'
import type { Letter } from '#models/deciding/letter.ts'
import { cleanFileName } from '#shared/files/file-name.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Reader } from '#shared/texts/i18n.ts'
import { ownSection, type OwnSection } from '#shared/personal-data.ts'
import type { picturesService } from '#features/documents/pictures-service.ts'
import { isReadable } from '#features/documents/scan-rules.ts'
import type { DocumentsService, ScannedDocument } from '#features/documents/service.ts'
import { documentLine } from '../documents/document-labels.ts'

/**
 * A file of an application and its path in the archive. `open` is missing when the file may not be read. `isListed` is called
 * when reading fails, because documents of a draft may be removed while the archive is made. `lost` is true of a file that
 * the archive lacks because nobody can read it any more.
 */
export type CaseFile = {
  path: string
  at: Date
  document?: ScannedDocument
  open?: () => Readable
  isListed?: () => Promise<boolean>
  lost?: boolean
}
type Readings = Awaited<ReturnType<DocumentsService['reads']['all']>>
/** Stores from which the files of a case are read. */
export type CaseStores = {
  documents: DocumentsService
  letters: { list(application: string): Promise<Letter[]>; open(letter: Letter): Readable }
  pictures: ReturnType<typeof picturesService>
}
export type CaseFiles = { data: { documents: object[]; readings: Readings }; files: CaseFile[] }

/** Returns what belongs to an application besides its answers: documents, letters, photos, and reads by the staff. */
export function createOwnFiles({ documents, letters, pictures }: CaseStores) {
  async function of(application: Application): Promise<CaseFiles> {
    const id = application._id.toHexString()
    const [kept, readings] = await Promise.all([
      documents.list(id, { history: true, infected: true }),
      documents.reads.all(id),
    ])
    const files = [...kept.map(documentFile), ...(await letterFiles(id)), ...(await photoFiles(application))]
    return { data: { documents: kept.map(ownDocument), readings }, files }
  }

  function documentFile(document: ScannedDocument, index: number): CaseFile {
    const path = `documents/${numbered(index)}-${cleanFileName(document.name)}`
    const open = () => documents.open(document)
    const isListed = () => documents.isListed(document)
    return { path, at: document.uploadedAt, document, ...(isReadable(document.scanState) ? { open, isListed } : {}) }
  }

  async function letterFiles(id: string): Promise<CaseFile[]> {
    const found = (await letters.list(id)).filter(({ erasedAt }) => !erasedAt)
    return found.map((letter, index) => ({
      path: `letters/${numbered(index)}-${cleanFileName(letter.name)}`,
      at: letter.madeAt,
      open: () => letters.open(letter),
    }))
  }

  /** Returns the photos of the handover record. Other pictures are internal to the office. */
  async function photoFiles({ _id, offer }: Application): Promise<CaseFile[]> {
    const shown = new Set((offer?.acceptance?.handover?.photos ?? []).map(photo => photo.toHexString()))
    const found = shown.size > 0 ? await pictures.list(_id.toHexString()) : []
    return found
      .filter(picture => shown.has(picture._id.toHexString()))
      .map((picture, index) => ({
        path: `photos/${numbered(index)}.webp`,
        at: picture.takenAt,
        open: () => pictures.open(picture),
      }))
  }

  return { of }
}

/** Numbers the files, because two may have the same name. */
const numbered = (index: number): string => String(index + 1).padStart(2, '0')

function ownDocument({
  kind,
  name,
  size,
  sha256,
  mediaType,
  version,
  state,
  uploadedAt,
  scanState,
  reviews,
}: ScannedDocument) {
  return {
    kind,
    name,
    size,
    sha256,
    mediaType,
    version,
    state,
    uploadedAt,
    scanState,
    findings: reviews.map(review => ({ at: review.at, state: review.state, note: review.note })),
  }
}

/** Returns the files as sections of the archive's page. */
export function fileSections(reader: Reader, { data, files }: CaseFiles): OwnSection[] {
  const { t } = reader
  const documents = files.filter(({ document }) => document)
  const others = files.filter(({ document }) => !document)
  return [
    ownSection(
      t('apply.section.documents'),
      documents.map(file => documentItem(reader, file)),
    ),
    ownSection(
      t('privacy.archive.files'),
      others.map(({ path, lost }) =>
        lost ? { title: path, text: lostNote(reader) } : { title: path, text: '', href: path },
      ),
    ),
    ownSection(
      t('document.reads.title'),
      data.readings.map(reading => readingItem(reader, reading)),
    ),
  ].flat()
}

const lostNote = ({ t }: Reader): string => t('privacy.archive.lost')

function documentItem(reader: Reader, { path, document, open, lost }: CaseFile) {
  if (!document) return { title: path, text: '' }
  const { t } = reader
  const line = documentLine(reader, { document, base: '', handedIn: true })
  const text = [
    line.facts,
    ...line.labels.map(({ label }) => label),
    ...line.notes,
    ...(lost ? [lostNote(reader)] : []),
  ].join('\n')
  const title = [t(`document.kind.${document.kind}`), line.name].join(t('list.colon'))
  return { title, text, ...(open && !lost ? { href: encodeURI(path) } : {}) }
}

function readingItem({ t, locale }: Reader, { kind, name, at, by }: Readings[number]) {
  const role = `case.actor.${by.role}`
  const who = t('document.reads.who', { name: by.name, role: isMessageKey(role) ? t(role) : '' })
  return {
    title: `${formatInstant(locale, at)}${dot}${t(`document.kind.${kind}`)}${t('list.colon')}${name}`,
    text: who,
  }
}
