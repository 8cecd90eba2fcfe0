import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { outboxOf } from '#shared/outbox.ts'
import type { Bookings } from './bookings/bookings-service.ts'
import { viewingMails } from './mails.ts'
import type { ViewingEffects, ViewingFacts, ViewingMail } from './letter-effects.ts'
import type { Deps } from './ports.ts'

/** The letters that changes leave to be written. Each may be repeated: it is queued once. */
export function viewingEffects(deps: Deps, { settle }: Pick<Bookings, 'settle'>) {
  const mails = viewingMails(deps)

  const letter = (mail: ViewingMail) => (viewing: Viewing, effect: { key: string; facts: ViewingFacts }) =>
    mails.write(viewing, { ...effect, kind: mail })

  /** A move is only worth a letter while it is the last word. */
  const letterOfMove =
    (mail: ViewingMail) => async (viewing: Viewing, effect: { key: string; facts: ViewingFacts }) => {
      if (await isLastWord(viewing, effect.facts)) await letter(mail)(viewing, effect)
    }

  async function isLastWord({ _id }: Viewing, { visit, sequence }: ViewingFacts): Promise<boolean> {
    await settle(visit)
    const asMoved = { _id, state: 'booked', 'booking.visit': visit, 'booking.sequence': Number(sequence) } as const
    return Boolean(await ViewingModel.exists(asMoved))
  }

  return {
    outbox: outboxOf<Viewing, ViewingEffects>({
      ...{ name: 'viewings', collection: 'viewings' },
      handlers: {
        'viewing-booked': letter('viewing-booked'),
        'viewing-guide-booked': letter('viewing-guide-booked'),
        'viewing-moved': letterOfMove('viewing-moved'),
        'viewing-guide-moved': letterOfMove('viewing-guide-moved'),
        'viewing-reminder': letter('viewing-reminder'),
        'viewing-cancelled': letter('viewing-cancelled'),
        'viewing-guide-cancelled': letter('viewing-guide-cancelled'),
        'viewing-called-off': letter('viewing-called-off'),
      },
    }),
  }
}
