import type { PagePath } from './page-paths.ts'
import type { Locale } from './shared/texts/i18n.ts'

type NameOf<Part extends string> = Part extends `${infer Name}.${string}` ? Name : Part
type NamesIn<Path extends string> = Path extends `${string}:${infer Part}/${infer Rest}`
  ? NameOf<Part> | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Part}`
    ? NameOf<Part>
    : never
type Params<Path extends string> = [NamesIn<Path>] extends [never] ? [] : [Record<NamesIn<Path>, string | number>]

/**
 * Returns the address of a page in a language: `pathTo("ru", "/premises/:code", { code })`. The pattern is that of the
 * route: one search finds the route and every link to it, and the compiler rejects a link that leads nowhere.
 */
export function pathTo<Path extends PagePath>(locale: Locale, path: Path, ...[params]: Params<Path>): string {
  if (!path.includes(':')) return localisePath(locale, path === '/' ? '' : path)
  const values: Record<string, string | number> = params ?? {}
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  return localisePath(locale, filled)
}

/** Adds the language to an address that is known only without it: the page somebody came from, or the address of a slice. */
export const localisePath = (locale: Locale, path: string): string => `/${locale}${path}`
