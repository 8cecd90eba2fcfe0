import type { Reader } from '#shared/texts/i18n.ts'
import { inLocale } from '#server/paths.ts'
import { readTemplates } from '#web/pages/templates.ts'
import { view } from '#web/pages/view.ts'
import { samplesOf } from './samples.ts'
import { schemes, type Scheme } from './schemes.ts'

type Shown = { partial: string; states: { name: string; html: string }[] }
type ComponentsPage = {
  title: string
  wide: true
  noindex: true
  schemes: { label: string; href: string; current: boolean }[]
  components: Shown[]
  /** Whose style sheet it has; null: as the system prefers. */
  scheme: Scheme | null
}

/** Every partial of `views/partials`, in each of its states, in the reader's language. */
export function componentsPage(reader: Reader, scheme: Scheme | null): ComponentsPage {
  const { t, locale } = reader
  const here = inLocale(locale, '/dev/components')
  // Read for each page: whoever looks at it is changing them.
  const templates = readTemplates()
  const render = (partial: string, model: object) =>
    templates.partial(partial.replace(/^.*\//, ''))({ ...model, chrome: { t, locale } })
  // Scripts look for the form that a card stands in.
  const placed = (partial: string, html: string) =>
    partial === 'premises-card' ? render('compare-cards', { cards: [html], none: true }) : html
  return {
    title: t('components.title'),
    wide: true,
    noindex: true,
    schemes: [
      { label: t('components.system'), href: here, current: scheme === null },
      ...schemes.map(one => ({
        label: t(`components.${one}`),
        href: `${here}?scheme=${one}`,
        current: one === scheme,
      })),
    ],
    components: Object.entries(samplesOf(reader)).map(([partial, states]) => ({
      partial,
      states: Object.entries(states).map(([name, model]) => ({ name, html: placed(partial, render(partial, model)) })),
    })),
    scheme,
  }
}

/** The style sheet of the scheme stands in the place of the site's. */
export const renderComponents = view<ComponentsPage>('components/all', (chrome, { scheme }) =>
  scheme ? { ...chrome, assets: { ...chrome.assets, css: `/dev/components/${scheme}.css` } } : chrome,
)
