import type { Logger } from 'pino'
import type { TokenScope } from '#models/accounts/access-token.ts'
import type { Rate } from '../shared/money/currencies.ts'
import type { OpenedList } from './pages/opened-list.ts'
import type { Device } from '../shared/user-agent.ts'
import type { Locale, MessageKey, Translate } from '../shared/texts/i18n.ts'

export const staffRoles = ['listing_manager', 'reviewer', 'decider', 'administrator'] as const
export type StaffRole = (typeof staffRoles)[number]
export type Role = 'applicant' | StaffRole

/** The signed-in account, loaded for each request, so that a change of role takes effect at once. */
export type SessionAccount = {
  id: string
  email: string
  name: string
  role: Role
  locale: Locale
  verified: boolean
  sessionEpoch: number
  /** As stored; `buildingsOf` interprets it. */
  buildings: readonly string[]
  /** Whether keyboard shortcuts on staff pages are on. */
  shortcuts: boolean
  /** Whether sign-in needs a second step. */
  secondFactor: boolean
  /** Whether the second step must be set up before anything else. */
  mustEnrol: boolean
  /** Date on which the account will be deleted, at its holder's request. */
  deletionDueAt: Date | null
}

/** A program that acts for a colleague with a key. */
export type TokenUse = {
  id: string
  name: string
  /** First characters of the key, shown to tell keys apart. */
  prefix: string
  scopes: readonly TokenScope[]
  account: SessionAccount
}

/** The visitor's favourites (codes of premises) and saved searches (by their conditions). */
export type SavedMarks = { favourites: ReadonlySet<string>; searches: ReadonlySet<string> }
/** Before the cookies are read, nothing counts as saved. */
export const noMarks = (): Promise<SavedMarks> => Promise.resolve({ favourites: new Set(), searches: new Set() })

/** The short help beside a staff page. */
export type PageHelp = {
  title: string
  purpose: string
  steps: readonly string[]
  mind: readonly string[]
  href: string
}

export type Notice = { key: MessageKey; gaps?: Record<string, string | number>; cautions?: boolean }

declare global {
  namespace Express {
    interface Locals {
      t: Translate
      locale: Locale
      account: SessionAccount | null
      /** Only below `/api/v1/staff`, where there is no session. */
      token?: TokenUse
      /** Staff pages only. */
      help?: PageHelp
      /** Loaded when a page needs it. */
      saved: () => Promise<SavedMarks>
      /** Exchange rate for amounts in the visitor's currency besides yuan; null for yuan only. */
      rate: Rate | null
      /** Trace context of the request, where tracing is on. */
      traceparent?: string | undefined
      /** The site's configured origin, with which links in pages and mails start. */
      publicUrl: string
    }
    interface Request {
      id: string | number | object
      log: Logger
    }
  }
}

declare module 'express-session' {
  interface SessionData {
    accountId: string
    /** The account's epoch when the session began. A higher one on the account ends the session. */
    epoch: number
    /** Milliseconds since 1970. */
    signedInAt: number
    seenAt: number
    /** Names the session in lists and forms; gives no access. */
    handle: string
    device: Device
    /** The network address, masked. */
    from: string
    notices: Notice[]
    /** The list of work that a colleague opened last. */
    openedList: OpenedList
    /** Set when the password was right and the second step is still missing. Gives no rights yet. */
    halfway: { accountId: string; epoch: number; at: number; next: string | null }
    /** The sealed secret of an authenticator app that is being set up. */
    enrolling: { sealed: string; at: number }
    /** Date of the store's last write; set by the store in a session that was read. */
    lastModified: Date
  }
}
