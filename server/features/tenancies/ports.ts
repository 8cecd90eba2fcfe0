import type { Types } from 'mongoose'
import type { Clock } from '#outside/clock.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import type { TenancyDecision } from '#models/deciding/letter.ts'
import type { PdfBlock } from '#outside/pdf.ts'
import type { ProgrammeService } from '../programme/service.ts'
import type { DocumentsService } from '../documents/service.ts'
import type { OccupancyPort } from '../cases/ports.ts'
import type { InventedTaken } from '../street/demonstration/service.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'

/** Record of a letter. `cause` is unique; `application` is the application it belongs to. */
type LetterRecord = {
  cause: string
  application: string
  decision: TenancyDecision
  decidedAt: Date
  language: Locale
  reference: string
}
export type TenancyMail = Extract<MailTemplate, `tenancy-${string}`>

/** What this slice needs from other slices. `services.ts` provides it. */
export type Deps = {
  clock: Clock
  acceptance: {
    handover: {
      /** Frees the premises for the next offer. Idempotent. */
      release(applicationId: string): Promise<void>
    }
  }
  cases: {
    files: {
      /** Returns what was recorded when the keys were given; null for older handovers, which have no record. */
      handoverRecord(applicationId: string): Promise<HandoverRecord | null>
      /** Returns the rent after the rent-free time that the contract names, per m² and month in fen; null where it names none. */
      agreedRent(applicationId: string): Promise<number | null>
    }
    retention: {
      /** Anonymises the application of a tenancy that ended long ago; false while it holds its premises. Idempotent. */
      forgetContract(applicationId: string): Promise<boolean>
    }
    occupancy: {
      /** Makes the occupancy record agree with the cases. Idempotent. */
      sync(code: string): Promise<void>
    }
  }
  /** Makes and stores the letter on a decision, once for each cause. */
  letters: { makeOfTenancy(record: LetterRecord, blocksIn: (reader: Reader) => PdfBlock[]): Promise<void> }
  /** Returns the office's e-mail address. */
  office: () => Promise<string>
  programme: Pick<ProgrammeService, 'settings'>
  /** Takes received documents into the application of a tenancy, once each. Idempotent. */
  documents: Pick<DocumentsService, 'takeIn' | 'list' | 'drop'>
  accounts: {
    people: {
      /** Returns null for a deleted account. */
      findContact(id: string): Promise<{ email: string; name: string; locale: Locale } | null>
    }
  }
  mail: {
    /** Queues a mail. Idempotent by `cause`. */
    queue(mail: {
      cause: string
      to: string
      locale: Locale
      template: TenancyMail
      facts: Record<string, string>
    }): Promise<void>
  }
  premises: {
    /** Returns the premises whose tenancies a colleague may see. */
    reachOf(colleague: Scoped): Promise<Reach>
    /** Returns the rent that the listing asks; null when there is no such code. */
    leaseFacts(code: string): Promise<{ marketRentPerSqMMonthFen: number; areaUsableSqM: number; demo: boolean } | null>
    occupancy: OccupancyPort & {
      /** Pauses the listing of a premises, whoever has it. Idempotent. */
      standDown(code: string, note: string): Promise<void>
    }
  }
  listings: {
    records: {
      /** Resumes a paused listing; not ok when there is nothing to resume. */
      move(request: {
        code: string
        move: 'resume'
        note: string
        by: { id: string; name: string }
      }): Promise<{ ok: boolean }>
    }
  }
  street: {
    demonstration: {
      /** Yields the demonstration premises that are shown as taken but have no occupancy record. */
      inventedTaken(today: string): AsyncIterable<InventedTaken[]>
      occupyDemonstrationUnits(
        records: readonly { code: string; taken: 'held' | 'let'; tenancy: Types.ObjectId }[],
        now: Date,
      ): Promise<void>
    }
  }
}
