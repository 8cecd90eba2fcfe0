import type { HistoryEvent } from '#models/parts/history.ts'

/** Returns the id of the event that caused an effect. The last part of the effect's key is this id, "-" and a number. */
export const causeId = (key: string): string | undefined => key.split(':').at(-1)?.split('-')[0]

export const causeOf = (events: readonly HistoryEvent[], key: string): HistoryEvent | undefined =>
  events.find(({ _id }) => _id.toHexString() === causeId(key))
