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

/** What a slice is built from. Its doors may use any service; its own service only those to its left (`services.ts`). */
export type SliceParts = { services: Services; config: Config; clock: Clock }

/** What only the site knows, not its worker and its commands. */
export type SiteParts = { sessionSecret: string }

/** Everything that a slice offers. The `index.ts` of each slice returns it; `slices.ts` lists the slices. */
export type Slice = {
  /** Name of its folder in `server/features`. */
  name: string
  /** Jobs that the worker runs for it. */
  jobs?: readonly Job[]
  /** Checks of its stored data, run by `npm run verify-data`. */
  checks?: readonly Checker[]
  /** Personal data that it stores. */
  personalData?: PersonalData
  /** Sources of work that waits for colleagues (ADR 40). */
  work?: readonly WorkSource[]
  /** Sources of entries in the office's calendar (ADR 124). */
  dates?: readonly DateSource[]
  /** Cards at the foot of the desk, with totals of its lists. */
  cards?: readonly DeskCard[]
  doors?: (site: SiteParts) => Doors
}

/** Request handlers, named by the place at which a request meets them, in this order. */
export type Doors = {
  /** Files and responses to machines, without a session. */
  open?: readonly RequestHandler[]
  /** Identify the visitor. */
  visitor?: readonly RequestHandler[]
  /** Record what a request does; the visitor is known. */
  acts?: readonly RequestHandler[]
  /** Read what pages show besides their own content; the same-origin check of forms has passed. */
  beforePages?: readonly RequestHandler[]
  /** Addresses without a language prefix. */
  front?: readonly RequestHandler[]
  /** Pages below `/:l`. */
  pages?: readonly RequestHandler[]
}

/** A number that a colleague can act on, and the path of its list below `/:l/staff`. */
export type DeskFigure = { label: MessageKey; count: number; path: string }

/** Reader of the desk: `buildings` are those the colleague is limited to, null for the whole street. */
export type DeskReader = { role: StaffRole; buildings: readonly string[] | null; reach: Reach }

/**
 * One card of the desk. Each number equals that of the list behind it: for a colleague who is limited to some buildings,
 * only what stands or happens in those is counted.
 */
export type DeskCard = {
  heading: MessageKey
  path: string
  roles: readonly StaffRole[]
  figures?: (reader: DeskReader) => Promise<DeskFigure[]>
}

/** Returns the figure for all entries of a list. */
export const totalFigures = (path: string, count: number): DeskFigure[] => [{ label: 'desk.all', count, path }]
