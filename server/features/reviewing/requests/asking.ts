import type { Application } from '#models/cases/application.ts'
import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import type { FieldChange } from '#outside/audit.ts'
import type { Writing } from '#models/parts/writing.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { addWorkingDays } from '#shared/days/working-days.ts'
import { applyChange, requireMove, moveFacts, readFor, stale, type Outgoing } from '#features/cases/change.ts'
import { toldOfWriting } from '#shared/texts/writing.ts'
import type { takingInOf } from '#features/cases/documents/taking-in.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { deadlineOn, mailAbout, officer } from '#features/cases/requests/deadline.ts'
import { requestChoices, type RequestChoice } from '#features/cases/requests/items.ts'

/** `id` is one of `requestChoices`. The text is in the language of the request. */
export type NewItem = { id: string; text: string; template?: string | undefined; writing?: Writing | undefined }
export type Asking = Pick<Outgoing, 'sends'> & {
  items: readonly NewItem[]
  answerOn?: CityDay | undefined
  locale: Locale
}

type AskDeps = Pick<Deps, 'clock' | 'documents' | 'programme'> & Pick<ReturnType<typeof takingInOf>, 'settled'>

export function askingOf({ clock, documents, programme, settled }: AskDeps) {
  /** Returns the deadline for an applicant who is asked today. */
  async function answerDay(): Promise<CityDay> {
    const settings = await programme.settings()
    return addWorkingDays(cityDayOf(clock.now()), settings.answerDays, settings)
  }

  /**
   * Requests corrections or additions from the applicant. The case waits for the answer. Throws
   * `application.refused.<reason>`, `request.unknown-item` for an item that the case does not have, and errors of the
   * deadline.
   */
  async function ask(id: string, actor: Actor, asking: Asking): Promise<Application> {
    const was = await settled(() => readFor(id, actor))
    const now = clock.now()
    const said = asking.items.map(({ text }) => text).join('\n\n')
    requireMove(was, 'information_requested', actor, moveFacts(was, now, await programme.settings(), said))
    const answerBy = deadlineOn(now, asking.answerOn ?? (await answerDay()))
    const request: InformationRequest = {
      number: (was.pastRequests?.length ?? 0) + 1,
      askedAt: now,
      by: officer(actor),
      locale: asking.locale,
      items: itemsOf(asking.items, requestChoices(await documents.list(id))),
      answerBy,
      extensions: [],
    }
    const asked = await applyChange({
      was,
      to: 'information_requested',
      actor,
      at: now,
      reason: said,
      sends: asking.sends,
      told: toldOfItems(request.items),
      set: { returnTo: was.state, answerBy, request },
      effects: [mailAbout(request, 'application-information-requested')],
    })
    if (!asked) throw stale(was)
    return asked
  }

  return { answerDay, ask }
}

function itemsOf(asked: readonly NewItem[], choices: readonly RequestChoice[]): RequestItem[] {
  const byId = new Map(choices.map(choice => [choice.id, choice]))
  return asked.map(({ id, text, template, writing }) => {
    const choice = byId.get(id)
    if (!choice) throw conflict('request.unknown-item', { facts: { item: id } })
    const how = { ...(writing ? { writing } : {}), ...(template ? { template } : {}) }
    return { ...choice, text, state: 'open' as const, ...how }
  })
}

/**
 * Returns how the items were sent, translated or not. Each way is listed once, because the language of one item does not
 * apply to the others.
 */
function toldOfItems(items: readonly RequestItem[]): FieldChange[] {
  const told = items.flatMap(({ writing }) => toldOfWriting(writing))
  return [...new Map(told.map(change => [JSON.stringify(change), change])).values()]
}
