// Rewrites the tables of CONTEXT.md from the glossary: `npm run glossary`.
import { readFile, writeFile } from 'node:fs/promises'
import { glossaryTables, withTables } from '../tests/support/texts/glossary-tables.ts'

await writeFile('CONTEXT.md', withTables(await readFile('CONTEXT.md', 'utf8'), glossaryTables()))
