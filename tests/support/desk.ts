import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { upload } from './founder.ts'
import { renderedPage } from './rendered-page.ts'
import type { useSite } from './site.ts'

export const idOf = ({ _id }: { _id: { toHexString(): string } }): string => _id.toHexString()
export const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!

export const scores = { feasibility: '4', experience: '5', jobs: '3', finance: '0', street_benefit: '4' }
/** The form that a reviewer sends. */
export const assessment = { ...scores, comment: 'Считаю план реалистичным.' }
export const anAssessment = (reviewer: string) => ({
  reviewer,
  reviewerName: 'Sun Liqun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4, experience: 4, jobs: 4, finance: 4, street_benefit: 2 },
  comment: 'Sound.',
})
export const inDecision = async (overrides: Partial<Application> = {}) =>
  anApplication({ state: 'decision', assessments: [anAssessment('f'.repeat(24))], ...overrides })

/** Fields of the form of all conditions by which an officer decides one of them. */
export const decisionOn = (conditionId: string, values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}-${conditionId}`, value as unknown]))

export type Agent = Awaited<ReturnType<ReturnType<typeof useSite>['as']>>

export const post = (person: Agent, id: string, action: string, values: object = {}) =>
  person.post(`/en/staff/applications/${id}/${action}`).type('form').send(values)

/** Acts of officers, performed through the English pages of cases. */
export function deskOf(site: ReturnType<typeof useSite>) {
  /** Submits an application through the applicant's own pages, with a passport and two more documents. */
  async function submitted(code: string) {
    const account = await anApplicant({ locale: 'ru' })
    const founder = await site.as(account)
    const draft = await aDraft({ applicant: account._id, premises: [code], startedFor: code })
    const id = idOf(draft)
    await upload(founder, id).expect(303)
    await founder.post(`/ru/applications/${id}/check`).expect(303)
    return { id, founder }
  }

  return {
    submitted,
    signedIn: async (...arguments_: Parameters<typeof aColleague>) => site.as(await aColleague(...arguments_)),
    undeclared: async (...arguments_: Parameters<typeof aColleague>) =>
      site.undeclared(await aColleague(...arguments_)),
    post,
    open: async (person: Agent, id: string, status = 200) =>
      renderedPage(await person.get(`/en/staff/applications/${id}`).expect(status)),
    actionsOn: (page: ReturnType<typeof renderedPage>): (string | undefined)[] =>
      page
        .$('.case-now form[action*="/staff/applications/"][method=post]')
        .map((_, form) => page.$(form).attr('action')!.split('/').at(-1))
        .get(),
  }
}
