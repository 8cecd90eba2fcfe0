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

/** An object id in a path. */
const ids = /^[0-9a-f]{24}$/
/** Codes by which people call a thing, used as its label too: `SFH-A-0107`, `SS-2026-000123`, for a building `A1`. */
const codes = /^([A-Z]{2,4}(-[A-Z0-9]+)+|[A-Z]\d{1,5})$/

/** Returns the query of the audit page for the thing a staff page is about; null when it is about no single thing. */
export function historyOfPath(path: string): string | null {
  const { kind } = subjectOfPath(path)
  if (kind === 'settings' || kind === 'rubric') return new URLSearchParams({ kind }).toString()
  const thing = thingOfPath(path)
  return thing && new URLSearchParams({ kind, subject: thing.id }).toString()
}

/** Returns the one case, tenancy or other thing that has an id or a code and that a page is about; null without one. */
export function thingOfPath(path: string): Subject | null {
  const subject = subjectOfPath(path)
  return subject.label || ids.test(subject.id) ? subject : null
}

/** Derives the subject from a path without language: `/staff/premises/SFH-A-0107/photos` is about that premises. */
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
