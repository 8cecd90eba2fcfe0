import { createHash } from 'node:crypto'
import mongoose, { Types } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import type { Clock } from '#outside/clock.ts'
import { enquiryTerms } from './list.ts'

const answererEmail = 'listing-manager@demo.startup-street.example'
const hour = 3_600_000

type DemoEnquiry = Pick<Enquiry, 'name' | 'email' | 'preferredLanguage' | 'topic' | 'message'> & {
  /** Hours since it arrived. */
  hours: number
  /** Whether it is about a premises. */
  about?: boolean
  answer?: { text: string; original: string }
}

/** Invented enquiries. */
const invented: readonly DemoEnquiry[] = [
  {
    name: 'Елена Кедрова (вымышлена)',
    email: 'elena@demo.startup-street.example',
    preferredLanguage: 'ru',
    topic: 'premises',
    about: true,
    hours: 5,
    message:
      'Здравствуйте! Хочу открыть маленькую пекарню. Есть ли в этом помещении вода и слив, и можно ли поставить печь на 12 кВт? Смогу приехать в Суйфэньхэ на следующей неделе.',
  },
  {
    name: 'Daniel Moore (invented)',
    email: 'daniel@demo.startup-street.example',
    preferredLanguage: 'en',
    topic: 'incentives',
    hours: 28,
    message:
      'Good morning. We repair bicycles and would bring spare parts from Vladivostok. Do the parts come into the zone free of duty if we sell the repaired bicycles on the street itself? A short answer with the source would help us decide.',
  },
  {
    name: '林晓岚（虚构）',
    email: 'lin@demo.startup-street.example',
    preferredLanguage: 'zh',
    topic: 'company',
    hours: 51,
    message: '您好！我和俄罗斯朋友想合伙开一家咖啡馆。请问申请前需要先注册公司吗？入驻的房屋能不能作为注册地址？',
  },
  {
    name: 'Виктор Соболев (вымышлен)',
    email: 'viktor@demo.startup-street.example',
    preferredLanguage: 'ru',
    topic: 'viewing',
    hours: 98,
    message:
      'Добрый день! Приедем втроём в субботу. Можно ли за один раз посмотреть два помещения, и будет ли кто-нибудь, кто говорит по-русски?',
    answer: {
      text: 'Здравствуйте! Да, за один приезд можно посмотреть оба помещения: запишитесь на два времени подряд, между ними хватит десяти минут. Наш сотрудник говорит по-русски и встретит вас у входа.',
      original:
        '您好！可以，一次来访可以看两处房源：请预约相邻的两个时段，中间留十分钟即可。我们的工作人员会说俄语，将在门口迎接您。',
    },
  },
]

type Parts = {
  /** Ids of the demonstration's accounts by e-mail. */
  accounts: ReadonlyMap<string, string>
  /** Codes of premises that enquiries can be about. */
  codes: readonly string[]
}

/** Builds the demonstration enquiries: one in each language waits, and one was answered with a translation. */
export const enquiryDemonstration = ({ clock }: { clock: Clock }) => ({
  /** Adds the missing ones and leaves the others as they are. Sends no mail. Returns how many were added. */
  async seed({ accounts, codes }: Parts): Promise<number> {
    const answerer = accounts.get(answererEmail)
    if (!answerer) return 0
    let added = 0
    for (const one of invented) {
      const enquiry = enquiryOf(one, { now: clock.now(), answerer, code: codes[0] ?? null })
      const { upsertedCount } = await EnquiryModel.updateOne(
        { digest: mongoose.trusted({ $in: [enquiry.digest, formerDigest(one)] }) },
        { $setOnInsert: enquiry },
        { upsert: true, setDefaultsOnInsert: true, timestamps: false },
      )
      added += upsertedCount
    }
    return added
  },
})

/** Returns the digest in demonstrations of earlier versions, where all enquiries had one number. */
const formerDigest = ({ email }: Pick<DemoEnquiry, 'email'>): string => `demonstration ${email}`

type DemoContext = { now: Date; answerer: string; code: string | null }

function enquiryOf({ hours, about = false, answer, ...sent }: DemoEnquiry, { now, answerer, code }: DemoContext) {
  const createdAt = new Date(now.getTime() - hours * hour)
  const premisesCode = about ? code : null
  const received = { at: createdAt, by: { kind: 'applicant' as const, name: sent.name }, kind: 'received' }
  const answered =
    answer && answeredBy({ id: answerer, name: '赵敏' }, new Date(createdAt.getTime() + 3 * hour), answer)
  return {
    ...sent,
    premisesCode,
    searchTerms: enquiryTerms({ ...sent, premisesCode }),
    digest: createHash('sha256').update(formerDigest(sent)).digest('hex'),
    version: answered ? 1 : 0,
    effects: [],
    status: answered ? ('answered' as const) : ('new' as const),
    ...answered?.set,
    events: [received, ...(answered ? [answered.event] : [])],
    createdAt,
    updatedAt: answered?.event.at ?? createdAt,
  }
}

/** Returns an answer by mail in the sender's language, with the colleague's Chinese original. */
function answeredBy(
  by: { id: string; name: string },
  at: Date,
  { text, original }: NonNullable<DemoEnquiry['answer']>,
) {
  const writing = { language: 'ru' as const, original: { language: 'zh' as const, text: original } }
  const reply = { _id: new Types.ObjectId(), at, by, way: 'mail' as const, text, writing }
  return {
    set: { assignee: by, replies: [reply] },
    event: { at, by: { kind: 'listing_manager' as const, ...by }, kind: 'reply_mail', note: '' },
  }
}
