import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isReadable } from '#features/documents/scan-rules.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { TenancyReader } from '../texts/tenancy-text.ts'

/** Of a file that nobody may read yet, or ever, there is a note and no address. */
export type RenewalFile = { name: string; href: string | null; note: string | null }

export type RenewalView = { wish: string; when: string; letter: string; open: boolean; files: RenewalFile[] }

export type Around = { documents: readonly ScannedDocument[]; mayRead?: boolean }

/** The tenant's letter about how it goes on, for both sides; null where none was written. */
export function renewalView(reader: TenancyReader, tenancy: Tenancy, around: Around): RenewalView | null {
  const { t, locale } = reader
  if (!tenancy.renewal) return null
  const { at, wish, letter, decidedAt } = tenancy.renewal
  const files = renewalFiles(reader, tenancy, around)
  return { wish: t(`tenancy.wish.${wish}`), when: formatInstant(locale, at), letter, open: !decidedAt, files }
}

/** What was sent with the letter about the renewal. `documents` are those of the application; `mayRead` is the reader's right. */
export function renewalFiles(
  { t, locale }: Pick<TenancyReader, 't' | 'locale'>,
  tenancy: Tenancy,
  around: Around,
): RenewalFile[] {
  return filesOf({ t, locale }, { tenancy, ids: tenancy.renewal?.files ?? [] }, around)
}

/** Documents of the application by their ids, as links for whoever may read them. */
export function filesOf(
  { t, locale }: Pick<TenancyReader, 't' | 'locale'>,
  { tenancy: { application }, ids }: { tenancy: Pick<Tenancy, 'application'>; ids: readonly string[] },
  { documents, mayRead = true }: Around,
): RenewalFile[] {
  return documents
    .filter(({ _id }) => ids.includes(_id.toHexString()))
    .map(({ _id, name, scanState }) => ({
      name,
      href:
        mayRead && isReadable(scanState)
          ? pathTo(locale, '/applications/:id/documents/:documentId', {
              id: application.toHexString(),
              documentId: _id.toHexString(),
            })
          : null,
      note: isReadable(scanState) ? null : t(`document.scan.${scanState}`),
    }))
}
