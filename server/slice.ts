import type { RequestHandler } from 'express'
import type { Reach } from './features/accounts/scope.ts'
import type { MessageKey } from './shared/texts/i18n.ts'
import type { PersonalData } from './shared/personal-data.ts'
import type { DateSource } from './shared/calendar-dates.ts'
import type { WorkSource } from './shared/work.ts'
import type { StaffRole } from './web/locals.ts'
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
  /** What it keeps about people. */
  personalData?: PersonalData
  /** What waits for colleagues (ADR 40). */
  work?: readonly WorkSource[]
  /** What it puts into the office's calendar (ADR 124). */
  dates?: readonly DateSource[]
  /** What it shows of all that there is, at the foot of the desk. */
  cards?: readonly DeskCard[]
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

/** A number that a colleague can act on, and where below `/:l/staff`. */
export type DeskFigure = { label: MessageKey; count: number; path: string }

/** Who looks at the desk: `buildings` are those they are limited to, null for the whole street. */
export type DeskReader = { role: StaffRole; buildings: readonly string[] | null; reach: Reach }

/**
 * One card of the desk. Each number is that of the list behind it: where a colleague is limited to some buildings, what
 * stands or happens in theirs is counted.
 */
export type DeskCard = {
  heading: MessageKey
  path: string
  roles: readonly StaffRole[]
  figures?: (reader: DeskReader) => Promise<DeskFigure[]>
}

/** The number of everything there is in a list. */
export const allOf = (path: string, count: number): DeskFigure[] => [{ label: 'desk.all', count, path }]
