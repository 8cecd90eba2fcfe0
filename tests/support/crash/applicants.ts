import type { Application } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { validAnswers } from '#tests/factories/applications.ts'
import { say, sayDone } from './acknowledged.ts'
import type { Chance } from './chance.ts'
import type { Street } from './street.ts'

const needed: readonly DocumentKind[] = ['passport', 'business_plan', 'experience']

/**
 * Performs one random act of a founder. Some drafts are abandoned after they have answers and documents, until they are
 * deleted; now and then somebody comes back to one.
 */
export async function applicantsTurn(street: Street, id: string, chance: Chance): Promise<void> {
  const own = await street.services.cases.own.list(id)
  const comesBack = chance.percent(5)
  const draft = own.find(one => one.state === 'draft' && (comesBack || !isLeft(one)))
  const others = own.filter(({ state }) => state !== 'draft')
  if (draft && chance.percent(80)) await goOnWith(draft, { street, id, chance })
  else if (others.length > 0 && chance.percent(80)) await answerFor(chance.oneOf(others), { street, id, chance })
  else if (!draft) await start({ street, id, chance })
}

/** Selects every other draft by its id, so that the next life abandons the same ones. */
const isLeft = ({ _id, revision }: Application): boolean => revision >= 3 && (_id.id[11] ?? 0) % 2 === 0

type Turn = { street: Street; id: string; chance: Chance }

async function start({ street: { services, codes }, id, chance }: Turn): Promise<void> {
  say({ what: 'started', application: (await services.applying.drafts.begin(id, [chance.oneOf(codes)])).id })
}

/** Fills in a draft section by section and document by document, then submits it. */
async function goOnWith(draft: Application, { street, id, chance }: Turn): Promise<void> {
  const { services } = street
  const application = draft._id.toHexString()
  const present = await services.documents.list(application)
  const missing = needed.find(kind => !present.some(document => document.kind === kind))
  if (chance.percent(3)) await deleteDraft({ street, id, application })
  else if (missing && chance.percent(60)) await upload(street, { id, application, kind: missing })
  else if (missing || !isComplete(draft)) await save(street, { draft, id, application, chance })
  else sayDone('submit', await services.applying.drafts.submit(application, id))
}

async function deleteDraft({ street, id, application }: { street: Street; id: string; application: string }) {
  say({ what: 'asked_to_delete', application })
  await street.services.applying.deletions.deleteOwnDraft({ id: application, applicantId: id })
  say({ what: 'deleted', application })
}

const isComplete = ({ savedAt }: Application): boolean =>
  Object.keys(validAnswers()).every(section => section in savedAt)

type Saving = { draft: Application; id: string; application: string; chance: Chance }

/** Saves a section. Each save of the plan stores a higher number than all before it, so that a lost save is noticed. */
async function save({ services, codes, today }: Street, { draft, id, application, chance }: Saving): Promise<void> {
  const answers = validAnswers([draft.startedFor, chance.oneOf(codes)])
  const later = addDays(cityDayOf(today()), 200)
  Object.assign(answers.plan ?? {}, { earliestOpening: later })
  const sections = Object.keys(answers) as (keyof typeof answers)[]
  const empty = sections.filter(name => !(name in draft.savedAt))
  const section = chance.oneOf(empty.length > 0 && chance.percent(80) ? empty : sections)
  const count = draft.revision + 1
  const typed = section === 'plan' ? { ...answers.plan, fitOut: `${count}` } : answers[section]
  await services.cases.answers.save({ id: application, applicantId: id }, section, { answers: typed ?? {} })
  if (section === 'plan') say({ what: 'saved', application, count })
}

type Upload = { id: string; application: string; kind: DocumentKind }

async function upload({ services }: Street, { id, application, kind }: Upload): Promise<void> {
  const deposit = await services.documents.store.begin()
  await deposit.write(Buffer.from(`%PDF-1.4 ${kind} ${'x'.repeat(20_000)}`))
  const { size, sha256 } = await deposit.finish()
  const file = { field: kind, name: `${kind}.pdf`, extension: 'pdf' as const, mediaType: 'application/pdf' as const }
  const files = [{ kind, file: { ...file, size, sha256, storageId: deposit.id } }]
  const read = () => services.cases.own.get(application, id)
  const rules = () => ({ addable: needed, replaceable: () => false, removable: () => false })
  const { added } = await services.cases.documents.add({ id: application, by: id, files, read, rules })
  for (const { _id } of added) say({ what: 'uploaded', application, document: _id.toHexString() })
}

async function answerFor({ _id, state }: Application, { street: { services }, id, chance }: Turn): Promise<void> {
  const { cases, deciding, reviewing } = services
  const actor = { kind: 'applicant' as const, id }
  const application = _id.toHexString()
  if (state === 'information_requested') {
    const item = { id: application, applicantId: actor.id, itemId: 'section-plan', text: 'Всё верно.' }
    await reviewing.requests.excuse(item)
    sayDone('answer', await reviewing.requests.answer(application, actor, 'Исправлено.'))
  } else if (state === 'offered' && chance.percent(50)) sayDone('accept', await deciding.offers.accept(application, id))
  else if (state === 'offered' && chance.percent(30)) sayDone('decline', await deciding.offers.decline(application, id))
  else if (chance.below(200) === 0) sayDone('withdraw', await cases.moves.withdraw(application, actor, 'Передумали.'))
}
