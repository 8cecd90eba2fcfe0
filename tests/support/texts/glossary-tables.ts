import { glossary, glossaryGroups, type Entry } from '#server/locales/glossary/index.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { decisionFile } from '../files/decision-file.ts'

const head = ['In code', 'Русский', 'English', '中文', 'Meaning']

const begin = '<!-- glossary -->'
const end = '<!-- /glossary -->'

/** Replaces the tables between the two marks of a document. Throws when it has no marks. */
export function withTables(document: string, tables: string): string {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`no ${begin} … ${end}`)
  return `${before}${begin}\n\n${tables}\n${end}${after}`
}

/** Returns the glossary as the tables of CONTEXT.md, one for each group. */
export function glossaryTables(): string {
  const t = translatorFor('en')
  return glossaryGroups
    .map(group => {
      const rows = Object.entries<Entry>(glossary[group]).map(([name, entry]) => row(name, entry))
      return [`## ${t(`glossary.group.${group}`)}`, '', cells(head), cells(head.map(() => '---')), ...rows, ''].join(
        '\n',
      )
    })
    .join('\n')
}

function row(name: string, { ru, en, zh, adr }: Entry): string {
  const decision = adr ? ` ([ADR ${adr}](docs/adr/${decisionFile(adr)}))` : ''
  return cells([name.replaceAll('-', ' '), ru[0], en[0], zh[0], en[1] + decision])
}

const cells = (texts: string[]): string => `| ${texts.join(' | ')} |`
