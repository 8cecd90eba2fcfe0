import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { MailModel } from '#models/mail.ts'
import { TombstoneModel } from '#models/cases/tombstone.ts'
import { noticeDays } from '#features/cases/own/draft-retention.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { lettersTo, type EndingLetter, type Stored } from './drafts.ts'

/** Reads what is stored now, to be compared with what was acknowledged. */
export async function storedNow(): Promise<Stored> {
  const cases = await ApplicationModel.find({}, { answers: 1 }).lean()
  const papers = await DocumentModel.find({}, { _id: 1 }).lean()
  return {
    savedIn: new Map(cases.map(({ _id, answers }) => [_id.toHexString(), Number(answers.plan?.fitOut ?? 0)])),
    documents: new Set(papers.map(({ _id }) => _id.toHexString())),
    letters: await endingLetters(),
  }
}

async function endingLetters(): Promise<EndingLetter[]> {
  const cause = trusted({ $regex: ':draft-ending-' })
  const found = await MailModel.find({ cause }, { cause: 1, status: 1, sentAt: 1 }).lean()
  return found.map(({ cause: key, status, sentAt }) => {
    const [, application = '', ending = ''] = key.split(':')
    const untouchedSince = new Date(Number(ending.replace('draft-ending-', '')))
    return { application, untouchedSince, leftOn: status === 'sent' && sentAt ? cityDayOf(sentAt) : null }
  })
}

/** Returns deletions that were begun and not finished, and drafts that should be deleted by now. */
export async function undeletedDrafts({ letters }: Pick<Stored, 'letters'>, today: CityDay): Promise<string[]> {
  const begun = await TombstoneModel.find().lean()
  const announced = { state: 'draft' as const, 'deletionNotice.day': trusted({ $lt: today }) }
  const drafts = await ApplicationModel.find(announced, { updatedAt: 1 }).lean<
    Pick<Application, '_id' | 'updatedAt'>[]
  >()
  const isOver = ({ _id, updatedAt }: (typeof drafts)[number]): boolean =>
    lettersTo(_id.toHexString(), { letters }).some(
      ({ untouchedSince, leftOn }) =>
        untouchedSince.getTime() === updatedAt.getTime() && leftOn !== null && addDays(leftOn, noticeDays) < today,
    )
  return [
    ...begun.map(({ application }) => `the deletion of draft ${application.toHexString()} was not finished`),
    ...drafts.filter(isOver).map(({ _id }) => `draft ${_id.toHexString()} has outlived its last day`),
  ]
}

/** Returns the documents that are stored more than once. */
export async function doubledDocuments(): Promise<string[]> {
  const found = await DocumentModel.aggregate<{ _id: { application: unknown; kind: string }; count: number }>([
    { $match: { state: 'current' } },
    { $group: { _id: { application: '$application', kind: '$kind', sha256: '$sha256' }, count: { $sum: 1 } } },
    { $match: { count: { $gt: 1 } } },
  ])
  return found.map(({ _id, count }) => `${String(count)} times the same ${_id.kind} in ${String(_id.application)}`)
}
