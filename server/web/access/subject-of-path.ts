import type { Subject, SubjectKind } from '#outside/audit.ts'

const kinds: Partial<Record<string, SubjectKind>> = {
  account: 'account',
  applications: 'application',
  audit: 'audit',
  buildings: 'building',
  bulk: 'bulk',
  earlier: 'earlier-tenancy',
  enquiries: 'enquiry',
  exports: 'export',
  guides: 'guide',
  imports: 'import',
  incentives: 'incentive',
  pages: 'page',
  premises: 'premises',
  reports: 'report',
  rubric: 'rubric',
  settings: 'settings',
  templates: 'template',
  tenancies: 'tenancy',
  tokens: 'token',
  users: 'account',
  viewings: 'viewing',
  zones: 'zone',
}

/** What stands in a path for one thing: an id, or what people call it by, which is its label too. */
const ids = /^[0-9a-f]{24}$/
/** `SFH-A-0107`, `SS-2026-000123`; of a building `A1`. */
const codes = /^([A-Z]{2,4}(-[A-Z0-9]+)+|[A-Z]\d{1,5})$/

/** Whether the address of a staff page is about one thing whose acts can be looked up: the query of the audit page for it. */
export function historyOfPath(path: string): string | null {
  const { kind, id, label } = subjectOfPath(path)
  if (kind === 'settings' || kind === 'rubric') return new URLSearchParams({ kind }).toString()
  if (!label && !ids.test(id)) return null
  return new URLSearchParams({ kind, subject: label ?? id }).toString()
}

/** What a path without its language is about, as far as it says: `/staff/premises/SFH-A-0107/photos` is about that premises. */
export function subjectOfPath(path: string): Subject {
  const [first = '', second = ''] = path
    .replace(/^\/staff(?=\/)/, '')
    .replace(/^\/(enquiries|settings|tenancies)\/(?=templates|rubric|earlier)/, '/')
    .split('/')
    .slice(1)
  const kind = kinds[first]
  if (!kind) return { kind: 'page', id: path }
  return codes.test(second) ? { kind, id: second, label: second } : { kind, id: second || first }
}
