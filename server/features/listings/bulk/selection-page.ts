import { pathTo } from '#server/paths.ts'
import { locales, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import { errorSummary, inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { bulkFacts, bulkMoves, bulkTextModes, bulkUseModes } from '#models/listings/premises-bulk.ts'
import { listingTexts } from '#features/premises/listing/text-gaps.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import { selectionPairs, type Selection, type WishKind } from './input.ts'
import { bulkBreadcrumb } from './bulk-text.ts'

type Select = {
  name: string
  domId: string
  label: string
  placeholder: string
  options: Option[]
  error?: string
}
type Text = { name: string; domId: string; label: string; value: string; hint?: string; error?: string }
type BulkChoicePage = {
  title: string
  breadcrumb: Breadcrumb
  lead: string
  errors: ErrorSummary
  action: string
  hidden: { name: string; value: string }[]
  move: { selects: Select[]; note: Text }
  value: { selects: Select[]; value: Text; note: Text }
  use: { selects: Select[]; note: Text }
  text: { selects: Select[]; find: Text; text: Text & { rows: number }; note: Text }
  review: { selects: Select[]; note: Text }
  back: string
}
export const renderBulkChoice = view<BulkChoicePage>('listings/bulk/choice')

export type BulkChoice = { selection: Selection; count: number; failed?: { kind: WishKind; form: FormFailure } }

/** Returns the page on which to choose what to do with the selected premises. */
export function bulkChoicePage(reader: Reader, { selection, count, failed }: BulkChoice): BulkChoicePage {
  const { t, locale } = reader
  const move = formOf(reader, 'move', failed)
  const text = formOf(reader, 'text', failed)
  const value = formOf(reader, 'value', failed)
  const use = formOf(reader, 'use', failed)
  const review = formOf(reader, 'review', failed)
  const title = t('premises-bulk.title')
  return {
    title,
    breadcrumb: bulkBreadcrumb(reader, title),
    lead: t(selection.all ? 'premises-bulk.lead.all' : 'premises-bulk.lead.ticked', { count }),
    errors: errorSummary(t, failed?.form.errors, labels),
    action: pathTo(locale, '/staff/premises/bulk'),
    hidden: selectionPairs(selection).map(([name, value]) => ({ name, value })),
    move: {
      selects: [move.select('move', bulkMoves, one => `listing.move.${one}`)],
      note: move.input('note'),
    },
    value: {
      selects: [value.select('fact', bulkFacts, one => `listing.field.${one}`)],
      value: { ...value.input('value'), hint: t('premises-bulk.hint.value') },
      note: value.input('note'),
    },
    use: {
      selects: [
        use.select('mode', bulkUseModes, one => `premises-bulk.mode.${one}`),
        use.select('use', useClasses, one => `premises.use.${one}`),
      ],
      note: use.input('note'),
    },
    text: {
      selects: [
        text.select('field', listingTexts, one => `listing.field.${one}`),
        text.select('locale', locales, one => `locale.${one}`),
        text.select('mode', bulkTextModes, one => `premises-bulk.mode.${one}`),
      ],
      find: { ...text.input('find'), hint: t('premises-bulk.hint.find') },
      text: { ...text.input('text'), rows: 4 },
      note: text.input('note'),
    },
    review: {
      selects: [
        review.select('locale', locales, one => `locale.${one}`),
        review.select('reviewed', ['yes', 'no'], one => `premises-bulk.reviewed.${one}`),
      ],
      note: review.input('note'),
    },
    back: pathTo(locale, '/staff/premises'),
  }
}

const labels = {
  move: 'premises-bulk.field.move',
  note: 'listing.move.note',
  field: 'premises-bulk.field.field',
  locale: 'premises-bulk.field.locale',
  mode: 'premises-bulk.field.mode',
  find: 'premises-bulk.field.find',
  text: 'premises-bulk.field.text',
  reviewed: 'premises-bulk.field.reviewed',
  fact: 'premises-bulk.field.fact',
  value: 'premises-bulk.field.value',
  use: 'premises-bulk.field.use',
} as const

/**
 * Names occur twice on the page, so the id of an element contains its form and name. Only in the refused form it is the name
 * alone.
 */
function formOf({ t }: Reader, kind: WishKind, failed: BulkChoice['failed']) {
  const failedForm = failed?.kind === kind ? failed.form : null
  const inputOf = (name: string) => (failedForm ? inputValue(failedForm.typed, name) : '')
  const controlPart = (name: keyof typeof labels) => {
    const key = failedForm?.errors[name]
    return {
      name,
      domId: failedForm ? name : `${kind}-${name}`,
      label: t(labels[name]),
      ...(key ? { error: t(key) } : {}),
    }
  }
  return {
    input: (name: keyof typeof labels) => ({ ...controlPart(name), value: inputOf(name) }),
    select: <T extends string>(
      name: keyof typeof labels,
      values: readonly T[],
      wordOf: (value: T) => MessageKey,
    ): Select => ({
      ...controlPart(name),
      placeholder: t('listing.choose'),
      options: values.map(value => ({ value, label: t(wordOf(value)), selected: value === inputOf(name) })),
    }),
  }
}
