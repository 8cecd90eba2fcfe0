import type { Answers, AnswerSection } from '#models/cases/application.ts'
import { anApplicant, type anAccount } from '../factories/account.ts'
import type { Agent } from './desk.ts'
import type { useSite } from './site.ts'

/** The smallest content that is accepted as a PDF. */
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

export async function signedInFounder(
  site: ReturnType<typeof useSite>,
  overrides: Parameters<typeof anAccount>[0] = {},
) {
  const account = await anApplicant(overrides)
  return { account, person: await site.as(account) }
}

/** Starts a draft for a unit through the site and returns its id. */
export async function started(person: Agent, code: string): Promise<string> {
  const { headers } = await person.post('/ru/applications').type('form').send({ premises: code }).expect(303)
  return headers.location!.split('/').at(-1)!
}

export const fill = (person: Agent, id: string, section: AnswerSection, answers: Answers) =>
  person.post(`/ru/applications/${id}/${section}`).type('form').send(answers[section])

/** Uploads the documents that every application needs, one of each kind. */
export const upload = (person: Agent, id: string) =>
  person
    .post(`/ru/applications/${id}/documents`)
    .attach('passport', pdf, 'Паспорт.pdf')
    .attach('business_plan', pdf, '商业计划.pdf')
    .attach('experience', pdf, 'experience.pdf')
