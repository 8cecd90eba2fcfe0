import { carryOutEffects } from './carry-out-effects.ts'
import { changePremises } from './change-premises.ts'
import { deleteAccounts } from './delete-accounts.ts'
import { deliverMail } from './deliver-mail.ts'
import { finishBulkDecisions } from './finish-bulk-decisions.ts'
import { filePremisesVersions } from './file-premises-versions.ts'
import { importPremises } from './import-premises.ts'
import type { Job } from './job.ts'
import { keepNoLonger } from './keep-no-longer.ts'
import { makePhotoCards } from './make-photo-cards.ts'
import { noteOccupancy } from './note-occupancy.ts'
import { offerFreePremises } from './offer-free-premises.ts'
import { publishFigures } from './publish-figures.ts'
import { publishGuides } from './publish-guides.ts'
import { scanDocuments } from './scan-documents.ts'
import { sendAlerts } from './send-alerts.ts'
import { sweepApplications } from './sweep-applications.ts'
import { settleInterrupted } from './settle-interrupted.ts'
import { sweepFiles } from './sweep-files.ts'
import { sweepSessions } from './sweep-sessions.ts'
import { sweepTenancies } from './sweep-tenancies.ts'
import { sweepViewings } from './sweep-viewings.ts'
import { topUpViewings } from './top-up-viewings.ts'

/** Everything the worker does, in the order in which `runJobs` of the tests goes round. */
export const jobs: readonly Job[] = [
  scanDocuments,
  sweepApplications,
  sweepTenancies,
  finishBulkDecisions,
  changePremises,
  importPremises,
  offerFreePremises,
  sweepViewings,
  topUpViewings,
  sendAlerts,
  carryOutEffects,
  deliverMail,
  publishGuides,
  publishFigures,
  noteOccupancy,
  deleteAccounts,
  keepNoLonger,
  filePremisesVersions,
  settleInterrupted,
  makePhotoCards,
  sweepFiles,
  sweepSessions,
]
