import type { Config } from './config.ts'
import { accountsService } from './features/accounts/service.ts'
import { consumeAttempt } from './features/accounts/limits.ts'
import { lettersService } from './features/deciding/letters/service.ts'
import { applicationsPersonalData } from './features/applications/personal-data.ts'
import { applicationServices } from './features/applications/service.ts'
import { auditService } from './features/audit/service.ts'
import { backupsService } from './features/backups/service.ts'
import { createCasesSealing } from './features/cases/sealed-cases.ts'
import { scansService } from './features/documents/scans-service.ts'
import { picturesService } from './features/documents/pictures-service.ts'
import type { FindClaimedIntakes } from './features/documents/document-intake.ts'
import { reassignmentService } from './features/accounts/hands/hands-service.ts'
import { documentsService } from './features/documents/service.ts'
import { enquiriesService } from './features/enquiries/service.ts'
import { guidesService } from './features/guides/service.ts'
import { figuresService } from './features/figures/service.ts'
import { incentivesService } from './features/incentives/service.ts'
import { outboxService } from './features/outbox/service.ts'
import { listingsService } from './features/listings/service.ts'
import { importsService } from './features/transfer/imports-service.ts'
import { reportsService } from './features/reports/service.ts'
import { catalogueService } from './features/catalogue/service.ts'
import { demonstrationStreet } from './features/street/demonstration/service.ts'
import { premisesService } from './features/premises/service.ts'
import { pushService } from './features/push/service.ts'
import { pushSender, type PushSender } from './features/push/sending.ts'
import { createPushSealing } from './features/push/stored.ts'
import { privacyService } from './features/privacy/service.ts'
import { logosService } from './features/programme/brand/logos-service.ts'
import { letterheadService } from './features/programme/letterhead/service.ts'
import { programmeService } from './features/programme/service.ts'
import { statusService } from './features/status/service.ts'
import { savedService } from './features/saved/service.ts'
import { tenanciesService } from './features/tenancies/service.ts'
import { viewingsService } from './features/viewings/service.ts'
import { wordingService } from './features/wording/service.ts'
import type { Clock } from './outside/clock.ts'
import { staffRoles } from './web/locals.ts'
import { fileStore } from './outside/files/files.ts'
import { gridSealing } from './outside/files/grid-sealing.ts'
import { sealedBuckets } from './outside/files/grid.ts'
import { twoFactorSecretsOf } from './outside/stored-secret.ts'
import type { Log } from './outside/log.ts'
import { mailService, type MailTransport } from './outside/mail/mail.ts'
import { clamd } from './outside/files/malware-scanner.ts'
import { mailSealing } from './outside/mail/mail-sealing.ts'
import { mailRenderer } from './outside/mail/mail-rendering.ts'
import { storedSealing } from './outside/sealing/stored.ts'
import { publicContent } from './outside/public-content.ts'

/**
 * `catalogueThread` is the built file of the thread that reads a large catalogue. Without it the catalogue is read in the
 * calling thread.
 */
export type ServiceDependencies = {
  clock: Clock
  log: Log
  config: Config
  mailTransport: MailTransport
  catalogueThread?: string
  /** Replaces the real push services in tests. */
  pushSender?: PushSender
  /** Replaces, in tests, the milliseconds that a response about an address takes at least. */
  leastMs?: number
}

/** Builds the services of all slices once, from left to right: a slice gets only services of slices before it. */
export function createServices({
  clock,
  log,
  config,
  mailTransport,
  catalogueThread,
  pushSender: sendPush,
  leastMs,
}: ServiceDependencies) {
  const content = publicContent({ clock })
  const programme = programmeService({ clock, content, log })
  const { sender, picturesInUse } = programme
  const wording = wordingService({ clock, content, brand: programme.brand })
  const office = async () => (await programme.officeAddress()) || config.mail.office
  const logos = logosService({
    clock,
    files: fileStore({ bucket: 'brand', clock }),
    inUse: () => picturesInUse('logo'),
  })
  const letterhead = letterheadService({ clock, files: fileStore({ bucket: 'seals', clock }), programme })
  const letterPost = mailService({
    clock,
    log,
    transport: mailTransport,
    render: mailRenderer(config.publicUrl),
    sender,
  })
  const accounts = accountsService({ clock, mail: letterPost, leastMs, ...signInSettings(config) })
  const send = sendPush ?? pushSender(config.push)
  const push = pushService({
    clock,
    log,
    accounts,
    settings: config.push,
    isOffered: config.serviceWorker,
    send,
    allows: consumeAttempt,
  })
  const mail = { ...letterPost, queue: push.beside(letterPost.queue) }
  const files = fileStore({ bucket: 'documents', clock })
  const scanner = config.scanner && clamd(config.scanner)
  const documents = documentsService({ clock, files, scanning: scanner !== null })
  const scans = scansService({ clock, log, files, scanner, mail, accounts })
  const pictures = picturesService({ clock, files: fileStore({ bucket: 'pictures', clock }) })
  const audit = auditService({ clock })
  const sealed = storedSealing({
    clock,
    stores: [...sealedBuckets.map(gridSealing), createCasesSealing(), mailSealing(), createPushSealing()],
  })
  const premises = premisesService({ clock })
  const street = { demonstration: demonstrationStreet({ clock }) }
  const catalogue = catalogueService({ clock, log, thread: catalogueThread })
  const photos = fileStore({ bucket: 'photos', clock })
  const listings = listingsService({ clock, trail: audit, photos, catalogue })
  const transfer = { imports: importsService({ clock, trail: audit, files: fileStore({ bucket: 'imports', clock }) }) }
  const incentives = incentivesService({ clock, content })
  const guides = guidesService({ clock, content, incentives, programme, publicUrl: config.publicUrl })
  const enquiries = enquiriesService({
    clock,
    mail,
    inbox: office,
    answersTo: config.mail.answers,
    allows: consumeAttempt,
    reachOf: premises.reachOf,
    formerAmong: accounts.people.formerAmong,
    answerers: () => accounts.buildings.colleagues(['listing_manager', 'administrator']),
    colleagues: () => accounts.people.colleagues(staffRoles),
    contactOf: accounts.people.contactOf,
  })
  const saved = savedService({ clock, mail, accounts, catalogue })
  const { demonstration, publicUrl } = config
  const viewingParts = { clock, mail, accounts, premises, catalogue, content }
  const viewings = viewingsService({ ...viewingParts, office, publicUrl, demonstration })
  const letters = createLetters({ clock, config, office }, { programme, letterhead, texts: wording.editions })
  const neighbours = {
    accounts,
    documents,
    pictures,
    premises,
    mail,
    programme,
    letters,
    content,
    allows: consumeAttempt,
  }
  const casework = applicationServices({ clock, office, letterhead, texts: wording.editions, ...neighbours })
  const { cases, acceptance, applications } = casework
  const tenancies = tenanciesService({ clock, office, cases, acceptance, listings, street, ...neighbours })
  const outboxes = [applications.outbox(tenancies), ...[tenancies, enquiries, viewings, saved].map(one => one.outbox)]
  const outbox = outboxService({ clock, log, outboxes, elsewhere: [push.outbox] })
  const figures = figuresService({ clock, content, cases, tenancies, catalogue })
  const reports = reportsService({ clock, cases, tenancies, premises, programme, enquiries })
  const hands = reassignmentService({
    accounts,
    sources: [casework.reviewing, enquiries, viewings].flatMap(one => one.hands),
  })
  const personalData = {
    applications: applicationsPersonalData({ ...applications, documents, letters, pictures }),
    tenancies: tenancies.personalData,
    saved: saved.personalData,
    viewings: viewings.personalData,
    enquiries: enquiries.personalData,
    push: push.personalData,
  }
  const { standingInTheWay } = applications.own
  const privacy = privacyService({ clock, mail, accounts, slices: Object.values(personalData), standingInTheWay })
  const texts = { wording, programme, letterhead, logos }
  const backups = backupsService({ clock, settings: config.backups })
  const status = statusService({
    clock,
    log,
    config,
    outbox,
    mail,
    push,
    scans,
    backups,
    administrators: accounts.people.administrators,
  })
  const people = { audit, mail, ...texts, accounts, push, privacy }
  const places = { premises, street, catalogue, listings, transfer, incentives }
  const papers = { documents, pictures, scans, letters, sealed }
  /** Returns a stamp that changes with anything that a public page shows. */
  const publicStamp = async () => `${await catalogue.stamp()} ${await content.stamp()}`
  /** Returns, of the given pending documents, those that a case or a tenancy names in an intake. */
  const intakesNamed: FindClaimedIntakes = async pending =>
    new Set([...(await cases.documents.intakesNamed(pending)), ...(await tenancies.intakesNamed(pending))])
  const visitorServices = { guides, enquiries, saved, viewings }
  return {
    ...people,
    ...places,
    ...papers,
    ...visitorServices,
    ...casework,
    tenancies,
    hands,
    outbox,
    figures,
    reports,
    backups,
    status,
    personalData,
    publicStamp,
    intakesNamed,
  }
}

/** Settings of signing in. The secrets are read on demand: outside production the secret is generated on the first start. */
const signInSettings = (config: Config) => ({
  policy: { demonstration: config.demonstration, secondFactorRequired: config.twoFactor.required },
  secrets: () => twoFactorSecretsOf(config),
})

type LetterDependencies = Pick<ServiceDependencies, 'clock' | 'config'> & { office: () => Promise<string> }
type LetterParts = Pick<Parameters<typeof lettersService>[0], 'programme' | 'letterhead' | 'texts'>
function createLetters({ clock, config: { publicUrl }, office }: LetterDependencies, parts: LetterParts) {
  const files = fileStore({ bucket: 'letters', clock })
  return lettersService({ clock, files, ...parts, office, publicUrl })
}
export type Services = ReturnType<typeof createServices>
