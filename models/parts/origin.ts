import { AsyncLocalStorage } from 'node:async_hooks'
import { Schema } from 'mongoose'

/**
 * Where something came from that is done later, perhaps by another process: the id of the request that caused it, or of the
 * turn of a job, as the log shows it, and its place in a trace as W3C writes it, where traces are kept. Random; it says nothing about
 * anybody. Kept with an effect or a letter, and gone with it.
 */
export type Origin = { requestId: string; traceparent?: string | null | undefined }

const current = new AsyncLocalStorage<Origin>()

/** Does `work` on behalf of `origin`: what it logs and what it leaves to be done carry its id. Without one, as it is already. */
export const comingFrom = <T>(origin: Origin | null | undefined, work: () => T): T =>
  origin ? current.run(plain(origin), work) : work()

/** Also of a part of a stored document. */
const plain = ({ requestId, traceparent }: Origin): Origin => (traceparent ? { requestId, traceparent } : { requestId })

/** On behalf of what the code runs that asks, if that is known. */
export const currentOrigin = (): Origin | undefined => current.getStore()

/**
 * The field in which a stored thing keeps its origin. It fills itself when the thing is written, so that nobody can forget it; what
 * was stored before has none.
 */
export const originField = {
  type: new Schema<Origin>(
    { requestId: { type: String, required: true }, traceparent: { type: String } },
    { _id: false },
  ),
  // Types that are inferred from a schema take what has a default for always there; this is not.
  default: currentOrigin as unknown as undefined,
}
