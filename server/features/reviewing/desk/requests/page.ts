import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { locales, translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { requestChoices, type PresentDocument, type RequestChoice } from '#features/cases/requests/items.ts'
import { requestTemplates, templatesFor } from '#features/reviewing/requests/templates.ts'
import { itemInWords } from '#features/cases/requests/item-text.ts'
import { extents } from '#features/cases/writing/extents.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { translationFieldOf } from '#web/writing/reading.ts'
import { writingView, type Recipient, type WritingView } from '#web/writing/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'

type ItemField = {
  id: string
  value: string
  label: string
  checked: boolean
  template: {
    name: string
    label: string
    options: { value: string; label: string; selected: boolean; text: string }[]
  }
  text: { name: string; label: string; value: string; hint: string; rows: number; lang: Locale; error?: string }
}
type RequestPage = {
  title: string
  breadcrumb: Breadcrumb
  language: string
  errors: ErrorSummary
  /** Complaint when no item was ticked. */
  none: string | null
  groups: { legend: string; items: ItemField[] }[]
  answerOn: { name: string; type: string; label: string; value: string; hint: string; error?: string }
  templates: { title: string; texts: { lang: Locale; text: string }[] }[]
  /** Questions about the language of the officer's own words. */
  writing: WritingView
  action: string
  back: string
}
export const renderRequest = view<RequestPage>('reviewing/request')

export type RequestView = {
  application: Application
  documents: readonly PresentDocument[]
  recipient: Recipient
  answerOn: CityDay
  answerDays: number
  failure: FormFailure | null
}

export function requestPage(reader: DeskReader, shown: RequestView): RequestPage {
  const { t, locale } = reader
  const { application, documents, failure } = shown
  const reference = application.reference ?? ''
  const back = pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })
  const choices = requestChoices(documents)
  const none = failure?.errors.items
  return {
    title: t('request.title', { reference }),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference, href: back },
      { label: t('case.action.request') },
    ],
    language: t('request.language', { language: t(`request.language.${shown.recipient.language}`) }),
    errors: summaryOf(reader, choices, failure),
    none: none ? t(none) : null,
    groups: groupsOf(reader, choices, shown),
    answerOn: answerField(reader, shown),
    templates: requestTemplates.map(name => ({
      title: t(`request.template.${name}`),
      texts: locales.map(lang => ({ lang, text: translatorFor(lang)(`request.template.${name}.text`) })),
    })),
    writing: writingOf(reader, choices, shown),
    action: pathTo(locale, '/staff/applications/:id/request', { id: application._id.toHexString() }),
    back,
  }
}

function groupsOf(reader: DeskReader, choices: readonly RequestChoice[], shown: RequestView): RequestPage['groups'] {
  const legends = { section: 'request.sections', document: 'request.documents', kind: 'request.kinds' } as const
  return (['section', 'document', 'kind'] as const)
    .map(about => ({
      legend: reader.t(legends[about]),
      items: choices.filter(option => option.about === about).map(choice => itemField(reader, choice, shown)),
    }))
    .filter(({ items }) => items.length > 0)
}

function itemField(
  { t }: DeskReader,
  option: RequestChoice,
  { failure, recipient: { language } }: RequestView,
): ItemField {
  const { id } = option
  const item = itemInWords(t, option)
  const input = failure?.typed ?? {}
  const error = failure?.errors[`text-${id}`]
  const chosen = inputValue(input, `template-${id}`)
  const sent = translatorFor(language)
  return {
    id: `ask-${id}`,
    value: id,
    label: option.about === 'kind' ? t(`document.kind.${option.target}`) : item,
    checked: [input.ask ?? []].flat().includes(id),
    template: {
      name: `template-${id}`,
      label: t('request.field.for', { field: t('request.field.template'), item }),
      options: templatesFor(option).map(value => ({
        value,
        label: t(`request.template.${value}`),
        selected: value === chosen,
        text: sent(`request.template.${value}.text`),
      })),
    },
    text: {
      name: `text-${id}`,
      label: t('request.field.for', { field: t('request.field.text'), item }),
      value: inputValue(input, `text-${id}`),
      hint: t('request.field.text.hint'),
      rows: 3,
      lang: language,
      ...(error ? { error: t(error) } : {}),
    },
  }
}

/** Returns the language questions for each ticked item in which the officer has typed own words. */
function writingOf(reader: DeskReader, choices: readonly RequestChoice[], shown: RequestView): WritingView {
  const { failure, recipient } = shown
  const parts = choices
    .map(option => ({
      name: `text-${option.id}`,
      label: itemInWords(reader.t, option),
      id: option.id,
      extent: extents.requestItem,
    }))
    .filter(({ id, name }) => [failure?.typed.ask ?? []].flat().includes(id) && inputValue(failure?.typed ?? {}, name))
  return writingView(reader, { recipient, parts, failure, prefix: 'request' })
}

function answerField({ t }: DeskReader, { failure, answerOn, answerDays }: RequestView): RequestPage['answerOn'] {
  const error = failure?.errors.answerOn
  return {
    name: 'answerOn',
    type: 'date',
    label: t('request.field.answerOn'),
    value: failure ? inputValue(failure.typed, 'answerOn') : answerOn,
    hint: t('request.field.answerOn.hint', { days: answerDays }),
    ...(error ? { error: t(error) } : {}),
  }
}

const isWritingField = (name: string): boolean =>
  name === 'writtenIn' || name === 'asIsReason' || name.startsWith(translationFieldOf(''))

/** Returns the complaints, each with the name of its item. */
function summaryOf({ t }: DeskReader, choices: readonly RequestChoice[], failure: FormFailure | null): ErrorSummary {
  const names = new Map(
    choices.flatMap(option => {
      const item = itemInWords(t, option)
      return [`text-${option.id}`, translationFieldOf(`text-${option.id}`)].map(name => [name, item] as const)
    }),
  )
  const items = Object.entries(failure?.errors ?? {}).map(([name, key]) => {
    const error = t(key as MessageKey)
    const item = name === 'answerOn' ? t('request.field.answerOn') : names.get(name)
    const href = isWritingField(name) ? `#request-${name}` : `#${name}`
    return { href, text: item ? t('request.error.named', { item, error }) : error }
  })
  return items.length > 0 ? { items } : null
}
