import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { pathTo } from '#server/paths.ts'
import type { AnswerTemplate } from '#models/reviewing/answer-template.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, locales, type Locale, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { errorSummary, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { answerGaps } from '#shared/texts/filling.ts'

type Row = { href: string; name: string; languages: string; archived: boolean }
type ListPage = { title: string; breadcrumb: Breadcrumb; newHref: string; rows: Row[] }
export const renderTemplates = view<ListPage>('enquiries/templates/list')

const templatesHref = (locale: Locale): string => pathTo(locale, '/staff/enquiries/templates')

const crumbsOf = ({ t, locale }: Reader, ...more: Breadcrumb): Breadcrumb => [
  deskCrumb({ t, locale }),
  { label: t('enquiries.title'), href: pathTo(locale, '/staff/enquiries') },
  ...more,
]

export function templatesPage(reader: Reader, templates: readonly AnswerTemplate[]): ListPage {
  const { t, locale } = reader
  const here = templatesHref(locale)
  return {
    title: t('templates.title'),
    breadcrumb: crumbsOf(reader, { label: t('templates.title') }),
    newHref: `${here}/new`,
    rows: templates.map(({ _id, name, text, archived }) => ({
      href: `${here}/${_id.toHexString()}`,
      name,
      languages: locales
        .filter(code => text[code])
        .map(code => t(`locale.${code}`))
        .join(locale === 'zh' ? '、' : ', '),
      archived,
    })),
  }
}

type TextField = Field & { label: string; lang: Locale; rows: string }
type FormPage = {
  title: string
  breadcrumb: Breadcrumb
  stale: { texts: { lang: Locale; label: string; text: string }[] } | null
  errors: ErrorSummary
  action: string
  version: string
  name: Field
  texts: TextField[]
  gaps: { code: string; label: string }[]
  archive: { value: 'yes' | 'no'; label: string } | null
  history: { when: string; who: string; what: string }[]
}
export const renderTemplate = view<FormPage>('enquiries/templates/form')

type Shown = {
  template: AnswerTemplate | null
  form?: FormFailure
  /** Whether a colleague saved meanwhile. */ stale?: boolean
}

/**
 * Builds the page. The form gets the stored version, also after a conflict, because whoever saves again has seen the
 * colleague's text.
 */
export function templatePage(reader: Reader, { template, form, stale = false }: Shown): FormPage {
  const { t, locale } = reader
  const here = templatesHref(locale)
  const { name, text, version } = template ?? { name: '', text: {}, version: 0 }
  const title = template ? name : t('templates.new')
  return {
    title,
    breadcrumb: crumbsOf(reader, { label: t('templates.title'), href: here }, { label: title }),
    errors: errorSummary(t, form?.errors, labels),
    action: `${here}/${template ? template._id.toHexString() : 'new'}`,
    version: String(version),
    name: fieldOf(t, 'name', { form, stored: name }),
    texts: locales.map(lang => ({
      ...fieldOf(t, lang, { form, stored: text[lang] ?? '' }),
      label: t(`locale.${lang}`),
      lang,
      rows: '12',
    })),
    gaps: answerGaps.map(gap => ({ code: `{${gap}}`, label: t(`templates.gap.${gap}`) })),
    ...(template ? storedValueOf(reader, template, stale) : { stale: null, archive: null, history: [] }),
  }
}

/** Returns the parts of the page that only a stored template has. */
const storedValueOf = (
  { t, locale }: Reader,
  template: AnswerTemplate,
  stale: boolean,
): Pick<FormPage, 'stale' | 'archive' | 'history'> => ({
  stale: stale ? { texts: storedTexts(t, template) } : null,
  archive: archiveOf(t, template),
  history: template.history.toReversed().map(({ at, by, kind }) => ({
    when: formatInstant(locale, at),
    who: by.name,
    what: eventIn(t, kind),
  })),
})

const labels: FieldLabels = {
  name: 'templates.name',
  ru: 'locale.ru',
  en: 'locale.en',
  zh: 'locale.zh',
}

const storedTexts = (t: Translate, { text }: AnswerTemplate) =>
  locales.flatMap(lang => (text[lang] ? [{ lang, label: t(`locale.${lang}`), text: text[lang] }] : []))

const archiveOf = (t: Translate, { archived }: AnswerTemplate): FormPage['archive'] =>
  archived ? { value: 'no', label: t('templates.restore') } : { value: 'yes', label: t('templates.archive') }

function eventIn(t: Translate, kind: string): string {
  const key = `templates.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
