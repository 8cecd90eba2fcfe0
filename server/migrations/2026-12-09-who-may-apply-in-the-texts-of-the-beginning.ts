import { mongo } from 'mongoose'
import type { Migration } from '../outside/database/migrations.ts'

type Language = 'ru' | 'en' | 'zh'
type Texts = Partial<Record<Language, string>>
type Stored = {
  slug: string
  version: number
  eligibility?: Texts
  draft?: { eligibility?: Texts } | null
  events: unknown[]
}

const slug = 'rent-free-three-years'
/** Text of new installations until 27 November 2026; `since` is the text they get now. */
export const before: Record<Language, string> = {
  ru: 'Подать заявку могут предприниматели и компании из стран, перечень которых ведёт офис программы. Официальные требования к заявителям не опубликованы: уточните их до подачи заявки.',
  en: 'Founders and companies from the countries on the programme office’s list may apply. No official rules of eligibility have been published: ask before you apply.',
  zh: '来自项目办公室名单所列国家的创业者和企业均可申请。目前未见公开发布的正式资格规定，请在申请前向办公室核实。',
}
const since: Record<Language, string> = {
  ru: 'Кто может подать заявку, определяет офис программы: это указано в материале о программе и в форме заявки. Официальные требования к заявителям не опубликованы: уточните их до подачи заявки.',
  en: 'The programme office sets who may apply: the guide to the programme and the application form say who. No official rules of eligibility have been published: ask before you apply.',
  zh: '申请人范围由项目办公室确定，以项目资料和申请表为准。目前未见公开发布的正式资格规定，请在申请前向办公室核实。',
}
const languages = ['ru', 'en', 'zh'] as const

/**
 * The starting text on who may apply referred to a list that the programme need not have. Where nobody has changed that
 * text, it becomes the text of new installations, marked as not reviewed. Texts written by staff stay.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const incentives = db.collection<Stored>('incentives')
    for (;;) {
      const stored = await incentives.findOne({ slug })
      const set = stored ? changesTo(stored) : {}
      if (!stored || Object.keys(set).length === 0) return
      const at = new Date()
      const event = { _id: new mongo.ObjectId(), at, by: { kind: 'system' }, kind: 'edited', fields: ['eligibility'] }
      const { _id, version } = stored
      await incentives.updateOne(
        { _id, version },
        { $set: { ...set, updatedAt: at } as object, $inc: { version: 1 }, $push: { events: event } },
      )
      log.info({ slug, fields: Object.keys(set) }, 'unchanged texts of the beginning are those of today')
    }
  },
}

function changesTo({ eligibility, draft }: Stored): Record<string, string | boolean> {
  const published = languages.filter(language => eligibility?.[language] === before[language])
  const drafted = languages.filter(language => draft?.eligibility?.[language] === before[language])
  return Object.fromEntries([
    ...published.flatMap(language => [
      [`eligibility.${language}`, since[language]],
      [`reviewed.${language}`, false],
    ]),
    ...drafted.flatMap(language => [
      [`draft.eligibility.${language}`, since[language]],
      [`draft.reviewed.${language}`, false],
    ]),
  ]) as Record<string, string | boolean>
}
