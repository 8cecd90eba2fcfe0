import type { HelperOptions } from 'handlebars'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'

/** A fixed label in the page's language, with gaps as named arguments: `{{t 'form.save'}}`, `{{t 'pages.current' page=1 pages=9}}`. */
export function t(key: MessageKey, { data, hash }: HelperOptions): string {
  const { root } = data as { root: { chrome: { t: Translate } } }
  return root.chrome.t(key, hash as Record<string, string | number>)
}
