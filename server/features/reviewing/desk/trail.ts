import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

/** The way to a page below that of a case. */
export const trailOf = ({ t, locale }: DeskReader, { _id, reference }: Application, here: string): Breadcrumb => [
  { label: t('nav.staff'), href: pathTo(locale, '/staff') },
  { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
  { label: reference ?? '', href: pathTo(locale, '/staff/applications/:id', { id: _id.toHexString() }) },
  { label: here },
]
