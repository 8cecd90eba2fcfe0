import { applying } from './applying.ts'
import { deciding } from './deciding.ts'
import type { Entry } from './entry.ts'
import { law } from './law.ts'
import { office } from './office.ts'
import { site } from './site.ts'
import { street } from './street.ts'
import { tenancy } from './tenancy.ts'

export type { Entry } from './entry.ts'

/**
 * The words of the product, chosen once. The page `/:l/glossary`, the tables of CONTEXT.md and the test that holds every text
 * to these words all read this list.
 */
export const glossary = { street, applying, deciding, tenancy, law, office, site } satisfies Record<
  string,
  Record<string, Entry>
>

export type GlossaryGroup = keyof typeof glossary
export const glossaryGroups = Object.keys(glossary) as GlossaryGroup[]
