import type { RequestChoice } from '#features/cases/requests/items.ts'

type Uses = { sections?: readonly string[]; documents?: true; kinds?: true }

/**
 * Ready texts for frequent problems, with the items they fit. The title is `request.template.<name>`, the text for the
 * applicant `request.template.<name>.text`.
 */
const uses = {
  unclear: { sections: ['choice', 'applicant', 'company', 'plan', 'declarations'] },
  names_differ: { sections: ['applicant', 'company'], documents: true },
  premises_unfit: { sections: ['choice'] },
  company_number: { sections: ['company'] },
  cash_plan: { sections: ['plan'] },
  activity_unclear: { sections: ['plan'] },
  funding_unclear: { sections: ['plan'] },
  related_parties: { sections: ['declarations'] },
  illegible: { documents: true },
  pages_missing: { documents: true },
  expired: { documents: true },
  outdated: { documents: true },
  unsigned: { documents: true },
  wrong_document: { documents: true },
  translation_missing: { documents: true, kinds: true },
  needed: { kinds: true },
} as const satisfies Record<string, Uses>

export type RequestTemplate = keyof typeof uses
export const requestTemplates = Object.keys(uses) as RequestTemplate[]

export const isRequestTemplate = (name: string): name is RequestTemplate => Object.hasOwn(uses, name)

/** Returns the ready texts that fit an item. */
export const templatesFor = (requestChoice: RequestChoice): RequestTemplate[] =>
  requestTemplates.filter(name => isUsableFor(uses[name], requestChoice))

function isUsableFor(use: Uses, { about, target }: RequestChoice): boolean {
  if (about === 'section') return use.sections?.includes(target) ?? false
  return (about === 'document' ? use.documents : use.kinds) ?? false
}
