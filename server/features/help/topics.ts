import type { Role, StaffRole } from '#web/locals.ts'

/** Purpose and use of a page or a group of pages, in complete sentences. */
export type HelpText = { title: string; purpose: string; steps: readonly string[]; mind?: readonly string[] }

const caseOfficers = ['reviewer', 'decider', 'administrator'] as const
const listingManagers = ['listing_manager', 'administrator'] as const
const everybody = ['listing_manager', 'reviewer', 'decider', 'administrator'] as const
const administrators = ['administrator'] as const

/** `at` are the addresses below `/staff` that a topic explains; the longest match wins. `:x` matches any one segment. */
type Topic = { at: readonly string[]; roles: readonly StaffRole[] }

/** All topics, in the order of the manual. */
const chapters = {
  cases: {
    desk: { at: ['', '/work'], roles: everybody },
    absence: { at: ['/absence', '/users/:id/absence'], roles: everybody },
    calendar: { at: ['/calendar'], roles: everybody },
    search: { at: ['/search'], roles: everybody },
    applications: { at: ['/applications'], roles: caseOfficers },
    case: { at: ['/applications/:id'], roles: caseOfficers },
    documents: { at: ['/applications/:id/documents', '/applications/:id/translations'], roles: caseOfficers },
    requests: { at: ['/applications/:id/request'], roles: caseOfficers },
    interviews: { at: ['/applications/:id/interview'], roles: caseOfficers },
    assessment: { at: ['/applications/:id/assessment'], roles: ['reviewer', 'administrator'] },
    decision: { at: ['/applications/:id/decision'], roles: ['decider', 'administrator'] },
    bulk: { at: ['/applications/bulk'], roles: ['decider'] },
    waiting: { at: ['/applications/waiting'], roles: caseOfficers },
    acceptance: { at: ['/applications/:id/acceptance'], roles: caseOfficers },
    handover: { at: ['/applications/:id/handover'], roles: ['reviewer', 'decider'] },
    tenancies: { at: ['/tenancies'], roles: everybody },
    tenancy: { at: ['/tenancies/:id'], roles: everybody },
    earlier: { at: ['/tenancies/earlier'], roles: everybody },
  },
  street: {
    premises: { at: ['/premises'], roles: listingManagers },
    listing: { at: ['/premises/:code', '/premises/:code/place', '/premises/new'], roles: listingManagers },
    photos: { at: ['/premises/:code/photos'], roles: listingManagers },
    transfer: { at: ['/premises/import', '/premises/export'], roles: listingManagers },
    buildings: { at: ['/buildings', '/buildings/:code/place'], roles: listingManagers },
    plan: { at: ['/plan'], roles: listingManagers },
    viewings: { at: ['/viewings'], roles: listingManagers },
    enquiries: { at: ['/enquiries'], roles: listingManagers },
    templates: { at: ['/enquiries/templates'], roles: listingManagers },
    incentives: { at: ['/incentives'], roles: listingManagers },
    texts: {
      at: [
        '/texts',
        '/letters/preview/:decision/:language',
        '/letters/preview/tenancies/:decision/:language',
        '/contracts/preview/:language',
      ],
      roles: listingManagers,
    },
  },
  office: {
    users: { at: ['/users'], roles: administrators },
    hands: { at: ['/users/:id/work'], roles: administrators },
    security: { at: [], roles: everybody },
    tokens: { at: ['/tokens'], roles: listingManagers },
    settings: { at: ['/settings'], roles: administrators },
    office: { at: ['/settings/office'], roles: administrators },
    letterhead: { at: ['/settings/letterhead'], roles: administrators },
    brand: { at: ['/settings/brand'], roles: administrators },
    rubric: { at: ['/settings/rubric'], roles: administrators },
    audit: { at: ['/audit'], roles: administrators },
    outbox: { at: ['/outbox'], roles: administrators },
    status: { at: ['/status'], roles: administrators },
    reports: { at: ['/reports'], roles: everybody },
    keyboard: { at: ['/keyboard'], roles: everybody },
    help: { at: ['/help'], roles: everybody },
  },
} as const satisfies Record<string, Record<string, Topic>>

type Chapters = typeof chapters
export type Chapter = keyof Chapters
export type TopicId = { [C in Chapter]: keyof Chapters[C] }[Chapter]
/** Texts of one chapter in one language. */
export type HelpTexts<C extends Chapter> = Record<keyof Chapters[C], HelpText>

export const topics: readonly ({ id: TopicId; chapter: Chapter } & Topic)[] = Object.entries(chapters).flatMap(
  ([chapter, entries]) =>
    Object.entries(entries as Record<string, Topic>).map(([id, topic]) => ({
      id: id as TopicId,
      chapter: chapter as Chapter,
      ...topic,
    })),
)

/** Returns the topic of an address below `/:l/staff` (given without the language) among those given, by default the desk's. */
export function topicAt(path: string, among = topics): TopicId {
  const parts = path
    .replace(/^\/staff/, '')
    .split('/')
    .filter(Boolean)
  const matchesPath = (at: string) => {
    const segments = at.split('/').filter(Boolean)
    return segments.length <= parts.length && segments.every((part, i) => part.startsWith(':') || part === parts[i])
  }
  const weight = (at: string) => at.split('/').length * 10 - (at.match(/:/g)?.length ?? 0)
  const found = among
    .flatMap(({ id, at }) => at.filter(matchesPath).map(address => ({ id, weight: weight(address) })))
    .sort((a, b) => b.weight - a.weight)
  return found[0]?.id ?? 'desk'
}

/** Returns the topics of a role in the order of the manual, which is also the order of the tour. */
export const topicsOf = (role: Role) => topics.filter(topic => topic.roles.some(one => one === role))
