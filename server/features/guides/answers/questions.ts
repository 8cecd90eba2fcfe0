import type { PagePath } from '#server/page-paths.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

const linkedPages = {
  finder: { path: '/finder', label: 'finder.title' },
  premises: { path: '/premises', label: 'nav.premises' },
  needed: { path: '/applications/needed', label: 'apply.needed.title' },
  applications: { path: '/applications', label: 'nav.applications' },
  steps: { path: '/how-it-works', label: 'guides.how.title' },
  figures: { path: '/figures', label: 'figures.title' },
  incentives: { path: '/incentives', label: 'nav.incentives' },
  eligibility: { path: '/eligibility', label: 'guides.more.eligibility' },
  calculator: { path: '/calculator', label: 'nav.calculator' },
  notices: { path: '/notices', label: 'notice.list.title' },
  privacy: { path: '/privacy', label: 'data.title' },
} as const satisfies Record<string, { path: PagePath; label: MessageKey }>
type PageName = keyof typeof linkedPages

/**
 * All questions by topic, in the order of the page, each with its related links. A question's name is its anchor, which
 * other pages link to.
 */
const questionsByTopic = {
  programme: {
    what: ['steps'],
    who: ['needed'],
    company: [],
    language: [],
    visa: ['incentives'],
    taxes: ['incentives', 'eligibility'],
  },
  costs: { free: ['premises'], pay: ['premises'], deposit: [], after: [], fee: ['needed'], calculator: ['calculator'] },
  applying: {
    find: ['finder', 'premises'],
    choices: [],
    documents: ['needed'],
    draft: [],
    correct: [],
    data: ['privacy'],
  },
  decision: {
    judged: ['notices'],
    time: ['steps', 'figures'],
    status: ['applications'],
    waiting: [],
    appeal: [],
    offer: [],
  },
  rules: { 'before-contract': ['steps'], handover: [], duties: [], sublet: [], leave: [], end: [] },
} as const satisfies Record<string, Record<string, readonly PageName[]>>

export type AnswerTopic = keyof typeof questionsByTopic
type NamesIn<Topics> =
  Topics extends Record<string, infer Questions>
    ? Questions extends unknown
      ? keyof Questions & string
      : never
    : never
export type QuestionName = NamesIn<typeof questionsByTopic>
export type Question = { name: QuestionName; topic: AnswerTopic; onward: readonly (typeof linkedPages)[PageName][] }

export const answerTopics = Object.keys(questionsByTopic) as AnswerTopic[]

export const questions: readonly Question[] = answerTopics.flatMap(topic =>
  Object.entries(questionsByTopic[topic] as Record<string, readonly PageName[]>).map(([name, onward]) => ({
    name: name as QuestionName,
    topic,
    onward: onward.map(page => linkedPages[page]),
  })),
)
