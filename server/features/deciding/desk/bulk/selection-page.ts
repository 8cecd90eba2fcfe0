import { pathTo } from '#server/paths.ts'
import type { BulkAction } from '#models/deciding/bulk-decision.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { groundsFields } from '#features/cases/desk/actions/form-parts.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
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
  errors: ErrorSummary
  back: string
}
export const renderBulkChoice = view<ChoicePage>('deciding/bulk/choice')

export const deskTrail = ({ t, locale }: DeskReader) => [
  { label: t('nav.staff'), href: pathTo(locale, '/staff') },
  { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
]
export const decisionsHref = ({ locale }: DeskReader): string =>
  `${pathTo(locale, '/staff/applications')}?state=decision`

type Chosen = { action: BulkAction; cases: string[]; failure: FormFailure | null }

/** The reasons of a decision on several cases; the preview comes next. */
export function bulkChoicePage(reader: DeskReader, { action, cases, failure }: Chosen): ChoicePage {
  const { t, locale } = reader
  const optional = action === 'offer' ? { optional: true as const } : {}
  const { boxes, reason } = groundsFields({ reader, failure }, decisionOf[action], optional)
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
    errors: errorSummary(t, failure?.errors, { reason: 'case.field.reason', reasonCodes: 'case.field.reasonCodes' }),
    back: decisionsHref(reader),
  }
}
