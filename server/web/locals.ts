import type { Logger } from 'pino'
import type { TokenScope } from '#models/accounts/access-token.ts'
import type { Rate } from '../shared/money/exchange.ts'
import type { Device } from '../shared/user-agent.ts'
import type { Locale, MessageKey, Translate } from '../shared/texts/i18n.ts'

export const staffRoles = ['listing_manager', 'reviewer', 'decider', 'administrator'] as const
export type StaffRole = (typeof staffRoles)[number]
export type Role = 'applicant' | StaffRole

/** Who is signed in, as the request knows it: read anew for each request, so that a change of role acts at once. */
export type SessionAccount = {
  id: string
  email: string
  name: string
  role: Role
  locale: Locale
  verified: boolean
  sessionEpoch: number
  /** As stored; ask `mayTouch` what it means. */
  buildings: readonly string[]
  /** Whether letters typed on a staff page are commands. */
  shortcuts: boolean
  /** Signs in with a second step. */
  secondFactor: boolean
  /** Has to set up the second step before anything else. */
  mustEnrol: boolean
  /** When the account will be deleted, as its holder has asked. */
  deletionDueAt: Date | null
}

/** A program that acts for a colleague with a key. */
export type TokenUse = {
  id: string
  name: string
  /** The beginning of the key, by which people recognise it. */
  prefix: string
  scopes: readonly TokenScope[]
  account: SessionAccount
}

/** What the visitor has saved: codes of premises, and searches by their conditions. */
export type SavedMarks = { favourites: ReadonlySet<string>; searches: ReadonlySet<string> }
/** Nobody has saved anything before the cookies are read. */
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
      /** Below `/api/v1/staff` alone, where there is no session. */
      token?: TokenUse
      /** On the staff's pages. */
      help?: PageHelp
      /** Read when a page asks for it. */
      saved: () => Promise<SavedMarks>
      /** With which amounts are shown in the visitor's currency besides yuan; null: in yuan alone. */
      rate: Rate | null
      /** The request's place in a trace, where traces are kept. */
      traceparent?: string | undefined
      /** The site's configured origin; links in pages and mails start with it. */
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
    /** Of the account when the session began; a higher one on the account ends the session. */
    epoch: number
    /** Milliseconds since 1970. */
    signedInAt: number
    seenAt: number
    /** Names the session in lists and forms; it opens nothing. */
    handle: string
    device: Device
    /** The network address, masked. */
    from: string
    notices: Notice[]
    /** The password was right and the second step is still to come: no rights yet. */
    halfway: { accountId: string; epoch: number; at: number; next: string | null }
    /** The secret of an app that is being set up, sealed. */
    enrolling: { sealed: string; at: number }
    /** When the store last wrote it: the store's own, in a session that was read. */
    lastModified: Date
  }
}
