import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { photoExtensions, type RefusedFile } from '#shared/files/file-rules.ts'
import { acceptedTypes, acceptOf, refusalSentence, uploadHint } from '#features/documents/page.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { TenancyReader } from '../texts/tenancy-text.ts'
import type { FileField } from '../texts/form-view.ts'
import { renewalFiles } from '../renewal/renewal-files.ts'

export type Sent = {
  documents: readonly ScannedDocument[]
  refused: readonly RefusedFile[]
  /** What was chosen is gone, because something else was wrong. */
  again: boolean
}

/** The field for photos of a cured finding. */
export function photosField({ t, locale }: TenancyReader, { refused, again }: Omit<Sent, 'documents'>) {
  const complaints = refused.map(file => refusalSentence(t, locale, file, photoExtensions))
  return {
    name: 'finding_photo',
    label: t('tenancy.field.finding_photo'),
    hint: uploadHint(t, locale, photoExtensions),
    accept: acceptOf(photoExtensions),
    complaints,
    error: complaints[0] ?? (again ? t('tenancy.renewal.choose-again') : ''),
    sent: '',
  }
}

/** The field for files of a letter about the renewal: what stands against them, and what is there already. */
export function letterField(
  { t, locale }: TenancyReader,
  tenancy: Tenancy,
  { documents, refused, again }: Sent,
): FileField & { complaints: string[] } {
  const complaints = refused.map(file => refusalSentence(t, locale, file))
  const open = tenancy.renewal && !tenancy.renewal.decidedAt
  const names = open ? renewalFiles({ t, locale }, tenancy, { documents }).map(({ name }) => name) : []
  return {
    name: 'renewal_letter',
    label: t('tenancy.field.renewal_letter'),
    hint: uploadHint(t, locale),
    accept: acceptedTypes,
    complaints,
    error: complaints[0] ?? (again ? t('tenancy.renewal.choose-again') : ''),
    sent: names.length > 0 ? t('tenancy.renewal.sent-files', { names: names.join(t('list.comma')) }) : '',
  }
}
