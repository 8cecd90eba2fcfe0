import type { Express } from 'express'
import { everyone } from '#web/access/access.ts'
import { routesOf, type Route } from './routes.ts'

const head = `# Who may use what

Made from the gates of the routes by \`npm run access-table\`; a test walks every route as everybody and compares. ● is let in: what belongs
to somebody else is still "not found", and services narrow further (the applicant of a case, a conflict of interest, the buildings
of a listing manager). \`token\` is a program with a colleague's key ([ADR 44](adr/0044-programs-act-for-a-colleague-with-an-access-token.md)). Paths below \`/:l\` stand without the language. \`signed-out\` is anybody who is not signed in.
`

const columns = [...everyone, 'token'] as const

/** Returns the access table as Markdown: a row for each path, and more where its methods admit different roles. */
export function accessTable(app: Express): string {
  const rows = new Map<string, { methods: string[]; path: string; roles: Route['roles'] }>()
  for (const { method, path, roles } of routesOf(app)) {
    const key = `${path} ${String(roles)}`
    const row = rows.get(key) ?? { methods: [], path, roles }
    row.methods = [...new Set([...row.methods, method.toUpperCase()])].sort()
    rows.set(key, row)
  }
  const lines = [...rows.values()]
    .sort((a, b) => (`${a.path} ${a.methods[0]}` < `${b.path} ${b.methods[0]}` ? -1 : 1))
    .map(({ methods, path, roles }) => cells([`\`${path}\``, methods.join(' '), ...columns.map(marks(roles))]))
  return `${head}\n${cells(['Path', 'Methods', ...columns])}\n${cells(['---', '---', ...columns.map(() => ':-:')])}\n${lines.join('\n')}\n`
}

const cells = (texts: string[]): string => `| ${texts.join(' | ')} |`
const marks =
  (roles: Route['roles']) =>
  (role: (typeof columns)[number]): string =>
    roles?.includes(role) ? '●' : ''

/** Returns the roles that the published table admits to a route; none when the route is missing in it. */
export function publishedRoles(table: string, { method, path }: Route): (typeof everyone)[number][] {
  const row = table.split('\n').map(line => line.split('|').map(cell => cell.trim()))
  const found = row.find(
    ([, at, methods]) => at === `\`${path}\`` && methods?.split(' ').includes(method.toUpperCase()),
  )
  return everyone.filter((_role, i) => found?.[i + 3] === '●')
}
