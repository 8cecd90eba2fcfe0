import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'

/** An invented founder. `email` is the address of a demonstration account. */
export type Founder = {
  email: string
  latin: [last: string, first: string]
  cyrillic: string
  citizenship: string
  residence: string
  language: 'ru' | 'en'
}
export type Idea = {
  activity: string
  useClass: string
  food: boolean
  products: string
  reason: string
  experience: string
  fitOut: string
  /** Investment in yuan. */
  investment: number
  /** Revenue in yuan a month once the shop runs. The first months bring less. */
  revenue: number
  costs: number
}

const yes = (is: boolean) => (is ? 'yes' : 'no')
const months = Array.from({ length: 12 }, (_, month) => month)

/** Returns all answers that such a founder would have given in the form. */
export function answersOf(founder: Founder, idea: Idea, codes: string[]): Record<AnswerSection, SectionAnswers> {
  return {
    choice: {
      premises: codes,
      reason: idea.reason,
      areaNeeded: '50',
      powerKw: idea.food ? '18' : '8',
      waterNeeded: yes(idea.food),
      extractionNeeded: yes(idea.useClass === 'catering'),
    },
    applicant: {
      lastNameLatin: founder.latin[0],
      firstNameLatin: founder.latin[1],
      nameCyrillic: founder.cyrillic,
      nameChinese: '',
      citizenship: founder.citizenship,
      passportNumber: '00 0000000',
      passportExpiry: '2034-06-30',
      residence: founder.residence,
      phone: '+7 000 000-00-00',
      messenger: '',
      preferredLanguage: founder.language,
      byAgent: 'no',
      agentName: '',
    },
    company: { vehicle: 'individual' },
    plan: planOf(idea),
    declarations: {
      relatedParties: founder.language === 'ru' ? 'Нет' : 'None',
      truth: 'yes',
      noSubletting: 'yes',
      transferConsent: 'yes',
    },
  }
}

function planOf(idea: Idea): SectionAnswers {
  return {
    activity: idea.activity,
    useClass: idea.useClass,
    food: yes(idea.food),
    alcohol: 'no',
    hazard: 'no',
    products: idea.products,
    importRoute: '',
    openingHours: '10:00–20:00',
    foreignStaff: '1',
    localStaff: '2',
    investment: String(idea.investment),
    fundingSource: 'own',
    revenue: months.map(month => String(Math.round((idea.revenue * Math.min(month + 2, 8)) / 800) * 100)),
    costs: months.map(() => String(idea.costs)),
    fitOut: idea.fitOut,
    experience: idea.experience,
    earliestOpening: '2027-06-01',
  }
}
