import { dot } from '#shared/texts/facts.ts'
import { formatBytes, formatDay } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { reviewStateOf } from '#features/documents/review-rules.ts'
import { isReadable, type ScanState } from '#features/documents/scan-rules.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { ReviewState } from '#models/documents/document.ts'

export type Tone = 'let' | 'calm' | 'warn' | 'held' | 'good' | 'bad'
export type Label = { tone: Tone; label: string }

const reviewTones: Record<ReviewState, Tone> = {
  received: 'calm',
  checking: 'held',
  accepted: 'good',
  incorrect: 'bad',
  incomplete: 'warn',
  outdated: 'warn',
}

/** Returns the label of an officer's finding, the same for applicant and staff. */
export const reviewLabel = (t: Translate, state: ReviewState): Label => ({
  tone: reviewTones[state],
  label: t(`document.review.${state}`),
})

const scanTones: Record<ScanState, Tone> = { 'not-scanned': 'warn', held: 'held', clean: 'good', infected: 'bad' }

/** Returns the label of a scan, for the staff, who see it in every case. */
export const scanLabel = (t: Translate, { scanState }: ScannedDocument): Label => ({
  tone: scanTones[scanState],
  label: t(`document.scan.${scanState}`),
})

/** Returns the label of a scan for the applicant; null unless the scan makes the document unreadable for them. */
function heldLabel(t: Translate, document: ScannedDocument): Label | null {
  return isReadable(document.scanState) ? null : scanLabel(t, document)
}

export type DocumentLine = {
  name: string
  facts: string
  /** Null while the document may not be read, and for good when its file is gone. */
  href: string | null
  labels: Label[]
  /** Notes on what the applicant has to know or do. */
  notes: string[]
}

type Line = { document: ScannedDocument; base: string; /** False for a draft. */ handedIn: boolean }

/** Returns a document as its applicant sees it. */
export function documentLine(reader: Reader, { document, base, handedIn }: Line): DocumentLine {
  const { t } = reader
  const scan = heldLabel(t, document)
  const review = handedIn && document.scanState !== 'infected' ? reviewLabel(t, reviewStateOf(document)) : null
  return {
    name: document.name,
    facts: factsOf(reader, document),
    href: scan ? null : `${base}/documents/${document._id.toHexString()}`,
    labels: [scan, review].filter(label => label !== null),
    notes: notesOf(t, document),
  }
}

function factsOf({ t, locale }: Reader, { size, uploadedAt, version }: ScannedDocument): string {
  const facts = t('apply.documents.facts', { size: formatBytes(locale, size), day: formatDay(locale, uploadedAt) })
  return version > 1 ? `${facts}${dot}${t('document.version.current', { version, earlier: version - 1 })}` : facts
}

function notesOf(t: Translate, { scanState, reviews }: ScannedDocument): string[] {
  const note = reviews.at(-1)?.note
  return [
    ...(scanState === 'held' ? [t('document.scan.held-note')] : []),
    ...(scanState === 'infected' ? [t('document.scan.infected-note')] : []),
    ...(note ? [t('document.review.note', { note })] : []),
  ]
}
