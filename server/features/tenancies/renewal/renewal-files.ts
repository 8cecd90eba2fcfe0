import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isReadable } from '#features/documents/scan-rules.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { isBeingTerminated } from '../states.ts'
import type { TenancyReader } from '../texts/tenancy-text.ts'

/** A file that may not be read yet, or ever, has a note instead of a link. */
export type RenewalFile = { name: string; href: string | null; note: string | null }

export type RenewalView = { wish: string; when: string; letter: string; open: boolean; files: RenewalFile[] }

export type Around = { documents: readonly ScannedDocument[]; mayRead?: boolean }

/** Returns the tenant's letter about the renewal, for both sides; null when there is none. */
export function renewalView(reader: TenancyReader, tenancy: Tenancy, around: Around): RenewalView | null {
  const { t, locale } = reader
  if (!tenancy.renewal) return null
  const { at, wish, letter, decidedAt } = tenancy.renewal
  const files = renewalFiles(reader, tenancy, around)
  return { wish: t(`tenancy.wish.${wish}`), when: formatInstant(locale, at), letter, open: !decidedAt, files }
}

/**
 * Returns the files sent with the letter about the renewal. `documents` are those of the application; `mayRead` is the
 * reader's right.
 */
export function renewalFiles(
  { t, locale }: Pick<TenancyReader, 't' | 'locale'>,
  tenancy: Tenancy,
  around: Around,
): RenewalFile[] {
  return filesOf({ t, locale }, { tenancy, ids: tenancy.renewal?.files ?? [] }, around)
}

export type AppealView = { text: string; files: RenewalFile[] }

/** Returns the tenant's appeal that waits for its answer, for both sides; null when there is none. */
export function appealView(reader: TenancyReader, tenancy: Tenancy, around: Around): AppealView | null {
  const appeal = isBeingTerminated(tenancy) ? tenancy.termination?.appeal : null
  return appeal ? { text: appeal.text, files: filesOf(reader, { tenancy, ids: appeal.files ?? [] }, around) } : null
}

/** Returns documents of the application by their ids, with links for readers who may open them. */
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
