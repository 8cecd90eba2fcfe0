import type { HelperOptions } from 'handlebars'
import type { PageStyles } from '../assets.ts'

/** Names style sheets that the page needs besides those of every page: `{{style 'cards' 'street'}}`. Writes nothing. */
export function style(...args: unknown[]): string {
  const { root } = (args.at(-1) as HelperOptions).data as { root: { chrome: { styles: PageStyles } } }
  for (const name of args.slice(0, -1) as string[]) root.chrome.styles.use(name)
  return ''
}
