import type { Readable } from 'node:stream'
import type { Letter } from '#models/applications/letter.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { accountsService } from '../accounts/service.ts'
import type { ApplicationsService } from '../applications/service.ts'
import type { DocumentsService } from '../documents/service.ts'
import type { enquiriesService } from '../enquiries/service.ts'
import type { SavedService } from '../saved/service.ts'
import type { TenanciesService } from '../tenancies/service.ts'
import type { viewingsService } from '../viewings/service.ts'
import type { picturesService } from '../documents/pictures-service.ts'

/** Everybody who keeps something about people. */
export type Deps = {
  clock: Clock
  mail: MailService
  accounts: ReturnType<typeof accountsService>
  documents: DocumentsService
  pictures: ReturnType<typeof picturesService>
  letters: { list(application: string): Promise<Letter[]>; open(letter: Letter): Readable }
  saved: SavedService
  enquiries: ReturnType<typeof enquiriesService>
  viewings: ReturnType<typeof viewingsService>
  applications: ApplicationsService
  tenancies: TenanciesService
}
