import { pathTo } from '#server/paths.ts'
import type { BulkAction } from '#models/deciding/bulk-decision.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { summaryOfFields, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import type { TranslationOption } from '#web/writing/reading.ts'
import { writingFields, writingForSeveral, type WritingView } from '#web/writing/view.ts'
import { view } from '#web/pages/view.ts'
import { groundsFields } from '#features/cases/desk/form-parts.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { decisionOf } from './input.ts'

type Grounds = ReturnType<typeof groundsFields>
type ChoicePage = {
  title: string
  breadcrumb: Breadcrumb
  lead: string
  summary: string
  action: string
  chosen: BulkAction
  cases: string[]
  boxes: Grounds['boxes']
  reason: Grounds['reason']
  writing: WritingView
  errors: ErrorSummary
  back: string
}
export const renderBulkChoice = view<ChoicePage>('deciding/bulk/choice')

export const deskTrail = ({ t, locale }: DeskReader) => [
  deskCrumb({ t, locale }),
  { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
]
export const decisionsHref = ({ locale }: DeskReader): string =>
  `${pathTo(locale, '/staff/applications')}?state=decision`

type Chosen = {
  action: BulkAction
  cases: string[]
  /** Number of applicants by the language they read. */
  readers: ReadonlyMap<Locale, number>
  failure: FormFailure | null
}

/** How texts can be sent: a preview is valid for one day, so no text waits for a colleague. */
export const bulkSendOptions: readonly TranslationOption[] = ['here', 'as-is']

/** Returns the page on which the reasons are given; the preview comes next. */
export function bulkChoicePage(reader: DeskReader, { action, cases, readers, failure }: Chosen): ChoicePage {
  const { t, locale } = reader
  const optional = action === 'offer' ? { optional: true as const } : {}
  const { boxes, reason } = groundsFields({ reader, failure }, decisionOf[action], optional)
  const part = { name: reason.name, label: reason.label, extent: extents.reason }
  const writing = writingForSeveral(reader, { readers, part, failure, prefix: 'bulk', ways: bulkSendOptions })
  return {
    title: t(`bulk.title.${action}`),
    breadcrumb: [...deskTrail(reader), { label: t(`bulk.title.${action}`) }],
    lead: t(`bulk.lead.${action}`),
    summary: t('bulk.cases', { count: cases.length }),
    action: pathTo(locale, '/staff/applications/bulk'),
    chosen: action,
    cases,
    boxes,
    reason,
    writing,
    errors: summaryOfFields(t, failure?.errors, [
      { name: 'reason', label: reason.label },
      { name: 'reasonCodes', label: t('case.field.reasonCodes') },
      ...writingFields(writing),
    ]),
    back: decisionsHref(reader),
  }
}
