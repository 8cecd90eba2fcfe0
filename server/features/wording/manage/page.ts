import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { pathTo } from '#server/paths.ts'
import { formatInstant } from '#shared/texts/format.ts'
import {
  catalogueText,
  locales,
  type Locale,
  type MessageKey,
  type Translate,
  type Reader,
} from '#shared/texts/i18n.ts'
import { inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { letterDecisions, tenancyDecisions } from '#models/deciding/letter.ts'
import { textGroups, textItems, type TextGroup, type TextItem } from '../items.ts'
import { gapsOf, mayBeLeftOut, fillExamples, listWrongGaps } from '../rules.ts'
import type { WordedItem } from '../service.ts'

type ListPage = {
  title: string
  breadcrumb: Breadcrumb
  groups: { label: string; href: string; current: boolean; count: number }[]
  action: string
  group: TextGroup
  q: string
  rows: { href: string; words: string; more: string; state: string | null }[]
  empty: boolean
  samples: Sample[]
}
/** Example of a document made with the drafts: its label, and its address in each language. */
type Sample = { label: string; links: { href: string; label: string }[] }
type Field = {
  name: string
  label: string
  value: string
  error: string | null
  hint: string
  rows: number
  lang: Locale
}
type ItemPage = {
  title: string
  breadcrumb: Breadcrumb
  stale: boolean
  errors: ErrorSummary
  action: string
  version: number
  /** Reason for the change, as typed. */
  why: string
  sentences: { legend: string; fields: Field[] }[]
  previews: { lang: Locale; name: string; subject: string | null; paragraphs: string[] }[]
  samples: Sample[]
  isDraft: boolean
  isWorded: boolean
  history: { at: string; who: string; what: string }[]
}
export const renderList = view<ListPage>('wording/list')
export const renderItem = view<ItemPage>('wording/item')

export function listPage(
  { t, locale }: Reader,
  { group, q, worded }: { group: TextGroup; q: string; worded: Map<string, WordedItem> },
): ListPage {
  const here = pathTo(locale, '/staff/texts')
  const query = q.toLowerCase()
  const rows = textItems
    .filter(item => item.group === group)
    .map(item => ({
      id: item.id,
      href: pathTo(locale, '/staff/texts/:item', { item: item.id }),
      words: leadingText(item, locale, worded.get(item.id)),
      more: bodyOf(item, locale, worded.get(item.id)),
      state: stateOf(t, worded.get(item.id)),
    }))
    .filter(({ id, words, more }) => `${id} ${words} ${more}`.toLowerCase().includes(query))
    .map(({ href, words, more, state }) => ({ href, words, more, state }))
  return {
    title: t('wording.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('wording.title') }],
    groups: textGroups.map(name => ({
      label: t(`wording.group.${name}`),
      href: `${pathTo(locale, '/staff/texts')}?group=${name}`,
      current: name === group,
      count: textItems.filter(item => item.group === name).length,
    })),
    action: here,
    group,
    q,
    rows,
    empty: rows.length === 0,
    samples: samplesOf({ t, locale }, group),
  }
}

type ItemPageOptions = { item: TextItem; worded: WordedItem; form?: FormFailure; stale?: boolean }

export function itemPage({ t, locale }: Reader, { item, worded, form, stale = false }: ItemPageOptions): ItemPage {
  const title = leadingText(item, locale, worded).slice(0, 80)
  const sentences = item.keys.map(key => ({
    legend: t(`wording.part.${partOf(key)}`),
    fields: locales.map(lang => fieldOf(t, { key, lang, worded, form })),
  }))
  return {
    title,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('wording.title'), href: `${pathTo(locale, '/staff/texts')}?group=${item.group}` },
      { label: title },
    ],
    stale,
    errors: errorsOf(t, sentences),
    action: pathTo(locale, '/staff/texts/:item', { item: item.id }),
    version: worded.version,
    why: form ? inputValue(form.typed, 'why') : '',
    sentences,
    previews: locales.map(lang => previewOf(t, item, lang, worded)),
    samples: samplesOf({ t, locale }, item.group),
    isDraft: worded.draft !== null,
    isWorded: worded.draft !== null || worded.published.length > 0,
    history: worded.history.map(({ at, by, kind }) => ({
      at: formatInstant(locale, at),
      who: by.name,
      what: t(`wording.event.${kind}`),
    })),
  }
}

/** Examples of documents made of these texts. */
function samplesOf({ t, locale }: Reader, group: TextGroup): Sample[] {
  if (group === 'contract') {
    const hrefOf = (language: Locale) => pathTo(locale, '/staff/contracts/preview/:language', { language })
    return [{ label: t('letterhead.series.contract'), links: linksTo(t, hrefOf) }]
  }
  if (group !== 'letter') return []
  const ofCases = letterDecisions.map(decision => ({
    label: t(`application.state.${decision}`),
    links: linksTo(t, language => pathTo(locale, '/staff/letters/preview/:decision/:language', { decision, language })),
  }))
  const ofTenancies = tenancyDecisions.map(decision => ({
    label: t(`tenancy.decision.${decision}`),
    links: linksTo(t, language =>
      pathTo(locale, '/staff/letters/preview/tenancies/:decision/:language', { decision, language }),
    ),
  }))
  return [...ofCases, ...ofTenancies]
}

const linksTo = (t: Translate, hrefOf: (language: Locale) => string): Sample['links'] =>
  locales.map(language => ({ href: hrefOf(language), label: t(`locale.${language}`) }))

function errorsOf(t: Translate, sentences: ItemPage['sentences']): ErrorSummary {
  const items = sentences.flatMap(({ legend, fields }) =>
    fields.flatMap(({ name, label, error }) =>
      error
        ? [
            {
              href: `#${name}`,
              text: t('form.errors.item', { field: [legend, label].join(t('list.apposition')), sentence: error }),
            },
          ]
        : [],
    ),
  )
  return items.length === 0 ? null : { items }
}

const partsOf = {
  mail: ['subject', 'body', 'action'],
  answers: ['question', 'answer'],
  contract: ['title', 'text'],
  request: ['text'],
  finding: ['text'],
} as const

/** The title by which a ready text is chosen. */
const isTitle = (key: MessageKey): boolean => /^(request|finding)\.template\.[a-z_]+$/.test(key)

const partOf = (key: MessageKey) => {
  const [group = ''] = key.split('.')
  const parts = Object.hasOwn(partsOf, group) ? partsOf[group as keyof typeof partsOf] : []
  return parts.find(part => key.endsWith(`.${part}`)) ?? (isTitle(key) ? 'title' : 'text')
}

/** The draft, otherwise the published wording, otherwise the catalogue's. */
function currentText(key: MessageKey, lang: Locale, worded?: WordedItem): string {
  const own = (worded?.draft ?? worded?.published)?.find(sentence => sentence.key === key && sentence.locale === lang)
  return own?.text ?? catalogueText(lang, key)
}

const leadingText = ({ keys }: TextItem, locale: Locale, worded?: WordedItem): string => {
  const key = keys.find(name => name.endsWith('.subject')) ?? keys[0]
  return key ? fillExamples(locale, currentText(key, locale, worded)) : ''
}

/** Beginning of a mail's body, of an answer or of a clause; empty for a single sentence. */
function bodyOf({ keys }: TextItem, locale: Locale, worded?: WordedItem): string {
  const isBody = (name: MessageKey) =>
    ['body', 'answer'].includes(partOf(name)) || (keys.length > 1 && name.endsWith('.text'))
  const body = keys.find(isBody)
  const text = body ? fillExamples(locale, currentText(body, locale, worded)).replaceAll(/\s+/g, ' ') : ''
  return text.length > maxBodyLength ? `${text.slice(0, maxBodyLength)}…` : text
}
const maxBodyLength = 90

function stateOf(t: Translate, worded?: WordedItem): string | null {
  if (worded?.draft) return t('wording.state.draft')
  return worded && worded.published.length > 0 ? t('wording.state.own') : null
}

type FieldParts = { key: MessageKey; lang: Locale; worded: WordedItem; form?: FormFailure | undefined }

function fieldOf(t: Translate, { key, lang, worded, form }: FieldParts): Field {
  const name = `${key}.${lang}`
  const error = form?.errors[name]
  const value = form ? inputValue(form.typed, name) : currentText(key, lang, worded)
  const gaps = gapsOf(catalogueText(lang, key))
  return {
    name,
    label: t(`locale.${lang}`),
    value,
    error: error ? t(error, { gaps: listWrongGaps(lang, key, value) }) : null,
    hint: [
      ...(gaps.length > 0 ? [t('wording.gaps', { gaps: gaps.map(gap => `{${gap}}`).join(' ') })] : []),
      ...(mayBeLeftOut(key) ? [t('wording.dash')] : []),
    ].join(' '),
    rows: Math.min(14, Math.max(2, Math.ceil(value.length / 60) + value.split('\n').length)),
    lang,
  }
}

function previewOf(t: Translate, { keys }: TextItem, lang: Locale, worded: WordedItem): ItemPage['previews'][number] {
  const subject = keys.find(key => key.startsWith('mail.') && key.endsWith('.subject'))
  const previewText = (key: MessageKey) => fillExamples(lang, currentText(key, lang, worded))
  return {
    lang,
    name: t(`locale.${lang}`),
    subject: subject ? previewText(subject) : null,
    paragraphs: keys
      .filter(key => key !== subject)
      .flatMap(key => previewText(key).split(/\n{2,}/))
      .filter(Boolean),
  }
}
