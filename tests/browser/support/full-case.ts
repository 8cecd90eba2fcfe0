import mongoose from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { anAcceptedOffer, anApplication } from '#tests/factories/applications.ts'
import type { useSite } from '#tests/support/site.ts'
import { idOf, screenedCase } from './cases.ts'

/** A text of about a page, as long as people write. */
const longText =
  'Мы открываем мастерскую по ремонту и настройке музыкальных инструментов вместе с небольшим залом, где по вечерам играют ученики. '.repeat(
    12,
  )
const words =
  'Справка управляющей организации приложена, переводы заверены нотариусом во Владивостоке 3 ноября. '.repeat(4)
const by = { id: 'e'.repeat(24), name: '王建国' }
const at = (day: number): Date => new Date(Date.UTC(2026, 10, 1 + (day % 24), 3))
const until = new Date('2026-12-20T15:59:59.999Z')
const _id = () => new mongoose.Types.ObjectId()
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, one) => make(one))

const scores = { feasibility: 4, experience: 5, jobs: 3, finance: 4, street_benefit: 2 }
const assessments = ['孙立群', '周敏', 'Aleksandra Konstantinopolskaya'].map((reviewerName, index) => ({
  reviewer: String(index).repeat(24),
  reviewerName,
  at: at(20),
  noConflict: true,
  scores,
  comment: words,
  comments: Object.fromEntries(Object.keys(scores).map(key => [key, words])),
}))

const requestOf = (number: number) => ({
  number,
  askedAt: at(number * 3),
  by,
  locale: 'ru',
  answerBy: until,
  extensions: [],
  note: words,
  items: (['plan', 'company', 'applicant', 'choice'] as const).map(target => ({
    id: `section-${target}`,
    about: 'section' as const,
    target,
    text: words,
    state: 'explained' as const,
    excuse: words,
  })),
})

const interview = () => ({
  _id: _id(),
  startsAt: until,
  endsAt: new Date(until.getTime() + 3_600_000),
  sequence: 0,
  state: 'open' as const,
  place: '绥芬河市政务服务中心三楼 305 会议室',
  note: words,
  waiting: true,
  wishes: [{ at: at(21), wish: 'another_time' as const, text: words }],
})

/** Content of a case that has been in progress for a year, whatever its state. */
const contents = (): Partial<Application> => ({
  assessments,
  panel: assessments.map(({ reviewer, reviewerName }) => ({ id: reviewer, name: reviewerName })),
  messages: many(24, index => ({
    _id: _id(),
    at: at(index),
    by,
    text: words,
    from: index % 2 ? ('applicant' as const) : ('office' as const),
  })),
  unansweredMessages: 2,
  notes: many(12, index => ({ _id: _id(), at: at(index), by, text: words })),
  pastRequests: [1, 2, 3].map(number => ({
    ...requestOf(number),
    closedAt: at(number * 3 + 2),
    outcome: 'answered' as const,
  })),
  interview: interview(),
  pastInterviews: [interview(), interview()],
  notice: { premises: 'SFH-A-0107', from: at(20), until },
  pastOffers: many(2, () => ({
    premises: 'SFH-A-0107',
    madeAt: at(3),
    deadline: at(9),
    endedAt: at(8),
    endedAs: 'declined',
  })),
  events: many(40, index => ({
    _id: _id(),
    at: at(index),
    kind: index % 2 ? 'assigned' : 'interview_changed',
    note: words,
    by: { kind: 'reviewer' as const, ...by },
  })),
})

const long = ['reason', 'residence', 'activity', 'products', 'importRoute', 'fitOut', 'experience', 'relatedParties']
const sectionOf: Record<string, string> = { reason: 'choice', residence: 'applicant', relatedParties: 'declarations' }

/** Creates a submitted case with its documents and as much content as a long case has; others want the same unit. */
export async function fullCase(site: ReturnType<typeof useSite>) {
  const { id, code } = await screenedCase(site, 'ru')
  const answers = Object.fromEntries(
    long.map(name => [`snapshot.answers.${sectionOf[name] ?? 'plan'}.${name}`, longText]),
  )
  const _case = { _id: new mongoose.Types.ObjectId(id) }
  await ApplicationModel.collection.updateOne(_case, { $set: { ...contents(), ...answers } })
  await morePapers(id)
  await anObjection(id)
  for (const rank of [0, 1, 2, 0, 1]) {
    const premises = rank === 0 ? [code] : ['SFH-A-0107', code]
    await anApplication({ state: rank === 2 ? 'waitlisted' : 'decision', premises, startedFor: code, assessments })
  }

  const stateOf: Partial<Record<ApplicationState, Partial<Application>>> = {
    information_requested: { request: requestOf(4), returnTo: 'screening', answerBy: until },
    waitlisted: { waiting: { score: 3.6, until } },
    offered: { offer: { premises: code, madeAt: at(22), deadline: until } },
    accepted: { offer: anAcceptedOffer(code, { conditions: [] }) },
    contracted: { offer: anAcceptedOffer(code, { conditions: [] }) },
  }
  /** Puts the case into a state, as far as its page reads it. */
  async function bringTo(state: ApplicationState): Promise<void> {
    const $set = { state, stateSince: at(22), ...stateOf[state] }
    await ApplicationModel.collection.updateOne(_case, { $set })
  }
  return { id, bringTo }
}

/** Adds versions and kinds of documents, most of them with a finding. */
async function morePapers(id: string): Promise<void> {
  const [plan] = await DocumentModel.find({ application: id, kind: 'business_plan' }).lean()
  if (!plan) throw new Error('the case has no business plan')
  const judged = { state: 'incomplete', note: words, at: at(12), by: { ...by, role: 'reviewer' } }
  const kinds = [
    'company_extract',
    'company_charter',
    'ownership_statement',
    'permit',
    'fit_out_drawing',
    'other_paper',
  ]
  const added = kinds.flatMap((kind, index) =>
    many(2, version => ({
      ...plan,
      _id: _id(),
      kind,
      storageId: `${kind}-${String(version)}`,
      uploadedAt: at(index + version),
      name: `Выписка из единого государственного реестра ${String(version + 1)}.docx`,
      reviews: [judged, judged],
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    })),
  )
  await DocumentModel.collection.insertMany(added)
  await DocumentModel.collection.updateOne({ _id: plan._id }, { $set: { reviews: [judged, judged, judged] } })
  const application = new mongoose.Types.ObjectId(id)
  await LetterModel.collection.insertMany(
    many(4, index => ({
      _id: _id(),
      application,
      cause: `${id}-${String(index)}`,
      decision: 'rejected',
      decidedAt: at(index),
      language: 'ru',
      name: 'Письмо.pdf',
      size: 1,
      sha256: 'ab'.repeat(32),
      storageId: `${id}-${String(index)}`,
      madeAt: at(index),
    })),
  )
}

async function anObjection(id: string): Promise<void> {
  const made = many(3, index => ({
    _id: _id(),
    application: new mongoose.Types.ObjectId(id),
    name: 'Ван Хай',
    contact: 'wang.hai@example.com',
    text: longText,
    at: at(20),
    locale: 'ru',
    digest: `${id}-${String(index)}`,
  }))
  await ObjectionModel.collection.insertMany(made)
  await ApplicationModel.updateOne({ _id: id }, { objections: made.map(idOf) })
}
