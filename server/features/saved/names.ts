import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { conditionsOf, filterOf } from '../catalogue/search-address.ts'

/** Returns the name of a saved search: its conditions, or a phrase for a search without any. */
export function nameOf(reader: Reader, query: string): string {
  const conditions = conditionsOf(reader, filterOf(query))
  return conditions.length > 0 ? conditions.join(dot) : reader.t('saved.search.all')
}
