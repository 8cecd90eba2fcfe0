import type { RequestHandler } from 'express'
import type { Config } from './config.ts'
import type { Job } from './jobs/job.ts'
import type { Checker } from './shared/checks.ts'
import type { Clock } from './outside/clock.ts'
import type { Services } from './services.ts'

/** What a slice is built of. Its doors may ask any service; its own service only those to its left (`services.ts`). */
export type SliceParts = { services: Services; config: Config; clock: Clock }

/** What only the site knows, not its worker and its commands. */
export type SiteParts = { sessionSecret: string }

/** Everything that a slice offers; the `index.ts` of each slice says it, `slices.ts` lists them. */
export type Slice = {
  /** Its folder in `server/features`. */
  name: string
  /** What the worker does for it. */
  jobs?: readonly Job[]
  /** What must hold of its data, for `npm run verify-data`. */
  checks?: readonly Checker[]
  doors?: (site: SiteParts) => Doors
}

/** Handlers of requests, named by the place at which a request meets them, in this order. */
export type Doors = {
  /** Files, and answers to machines: without a session. */
  open?: readonly RequestHandler[]
  /** Find out who asks. */
  visitor?: readonly RequestHandler[]
  /** Keep what a request does; the visitor is known. */
  acts?: readonly RequestHandler[]
  /** Read what pages show besides their own; that a form comes from here has been checked. */
  beforePages?: readonly RequestHandler[]
  /** Addresses without a language. */
  front?: readonly RequestHandler[]
  /** Pages below `/:l`. */
  pages?: readonly RequestHandler[]
}
