import { AsyncLocalStorage } from 'node:async_hooks'
import { Schema } from 'mongoose'

/**
 * The origin of something that is done later, perhaps by another process: the id of the request or of the job's turn that
 * caused it, as in the log, and its W3C trace context where tracing is on. The id is random and identifies nobody. It is
 * kept with an effect or a letter and deleted with it.
 */
export type Origin = { requestId: string; traceparent?: string | null | undefined }

const originStore = new AsyncLocalStorage<Origin>()

/** Runs `work` on behalf of `origin`: its log lines and the effects it leaves carry the id. Without one nothing changes. */
export const runWithOrigin = <T>(origin: Origin | null | undefined, work: () => T): T =>
  origin ? originStore.run(plainOrigin(origin), work) : work()

/** Also accepts a subdocument of a stored document. */
const plainOrigin = ({ requestId, traceparent }: Origin): Origin =>
  traceparent ? { requestId, traceparent } : { requestId }

/** Returns the origin of the running code; undefined when unknown. */
export const currentOrigin = (): Origin | undefined => originStore.getStore()

/**
 * The field in which a stored document keeps its origin. Its default fills it on writing, so that callers cannot forget it.
 * Older documents have none.
 */
export const originField = {
  type: new Schema<Origin>(
    { requestId: { type: String, required: true }, traceparent: { type: String } },
    { _id: false },
  ),
  // Types inferred from a schema treat fields with a default as always present; this field is not.
  default: currentOrigin as unknown as undefined,
}
