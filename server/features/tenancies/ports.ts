import type { Types } from 'mongoose'
import type { Clock } from '#outside/clock.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { TenancyDecision } from '#models/deciding/letter.ts'
import type { PdfBlock } from '#outside/pdf.ts'
import type { ProgrammeService } from '../programme/service.ts'
import type { DocumentsService } from '../documents/service.ts'
import type { OccupancyPort } from '../cases/ports.ts'
import type { InventedTaken } from '../street/demonstration/service.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'

/** Of what a letter is kept: `cause` is unique, `application` whose it is. */
type LetterRecord = {
  cause: string
  application: string
  decision: TenancyDecision
  decidedAt: Date
  language: Locale
  reference: string
}
export type TenancyMail = Extract<MailTemplate, `tenancy-${string}`>

/** What this slice needs of the others. `services.ts` hands it in. */
export type Deps = {
  clock: Clock
  acceptance: {
    handover: {
      /** Frees the premises for the next offer. Idempotent. */
      release(applicationId: string): Promise<void>
    }
  }
  cases: {
    retention: {
      /** Makes a contract whose tenancy is long over nameless; false while it still keeps its premises. Idempotent. */
      forgetContract(applicationId: string): Promise<boolean>
    }
    occupancy: {
      /** Makes the record of who has a premises agree with the cases. Idempotent. */
      sync(code: string): Promise<void>
    }
  }
  /** Keeps the letter of a decision; made once for a cause. */
  letters: { makeOfTenancy(record: LetterRecord, blocksIn: (words: Reader) => PdfBlock[]): Promise<void> }
  /** Where the office reads its mail. */
  office: () => Promise<string>
  programme: Pick<ProgrammeService, 'settings'>
  /** Takes in documents that have arrived for a tenancy's application, once each. Idempotent. */
  documents: Pick<DocumentsService, 'takeIn' | 'list' | 'drop'>
  /** Throws "not found" for an account that is gone. */
  accounts: { people: { contactOf(id: string): Promise<{ email: string; name: string; locale: Locale }> } }
  mail: {
    /** Idempotent by `cause`. */
    queue(mail: {
      cause: string
      to: string
      locale: Locale
      template: TenancyMail
      facts: Record<string, string>
    }): Promise<void>
  }
  premises: {
    /** Of which premises a colleague sees the tenancies. */
    reachOf(colleague: Scoped): Promise<Reach>
    /** What the listing asks once rent is due; null where there is no such code. */
    leaseFacts(code: string): Promise<{ marketRentPerSqMMonthFen: number; areaUsableSqM: number; demo: boolean } | null>
    occupancy: OccupancyPort & {
      /** Takes a premises off the street, whoever has it. Idempotent. */
      standDown(code: string, note: string): Promise<void>
    }
  }
  listings: {
    records: {
      /** Puts a premises that stands off the street back on it; not ok when there is nothing to resume. */
      move(asked: {
        code: string
        move: 'resume'
        note: string
        by: { id: string; name: string }
      }): Promise<{ ok: boolean }>
    }
  }
  street: {
    demonstration: {
      /** Those of the demonstration that stand there as taken, and nobody has. */
      inventedTaken(today: string): AsyncIterable<InventedTaken[]>
      occupyDemonstrationUnits(
        records: readonly { code: string; taken: 'held' | 'let'; tenancy: Types.ObjectId }[],
        now: Date,
      ): Promise<void>
    }
  }
}
