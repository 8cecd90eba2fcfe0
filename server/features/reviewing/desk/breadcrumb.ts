import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'

/** Returns the breadcrumb of a page below a case. */
export const trailOf = ({ t, locale }: DeskReader, { _id, reference }: Application, here: string): Breadcrumb => [
  deskCrumb({ t, locale }),
  { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
  { label: reference ?? '', href: pathTo(locale, '/staff/applications/:id', { id: _id.toHexString() }) },
  { label: here },
]
