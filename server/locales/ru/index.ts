import { listingEditing } from './listings/listing-editing.ts'
import { acted } from './audit/acted.ts'
import { actedRoutes } from './audit/acted-routes.ts'
import { audit } from './audit/audit.ts'
import { acceptance } from './acceptance/acceptance.ts'
import { contract } from './acceptance/contract.ts'
import { absence } from './accounts/absence.ts'
import { accessTokens } from './accounts/access-tokens.ts'
import { accounts } from './accounts/accounts.ts'
import { applications } from './applications/applications.ts'
import { answerTemplates } from './reviewing/answer-templates.ts'
import { apply } from './applying/apply.ts'
import { brand } from './programme/brand.ts'
import { directions } from './catalogue/directions.ts'
import { answers } from './guides/answers.ts'
import { finder } from './catalogue/finder.ts'
import { pictures } from './catalogue/pictures.ts'
import { sharing } from './catalogue/sharing.ts'
import { officeSettings } from './programme/office.ts'
import { bulk } from './deciding/bulk.ts'
import { calculator } from './calculator.ts'
import { calendar } from './desk/calendar.ts'
import { cases } from './cases/cases.ts'
import { weighing } from './cases/weighing.ts'
import { writing } from './cases/writing.ts'
import { common } from './web/common.ts'
import { content } from './incentives/content.ts'
import { decisions } from './deciding/decisions.ts'
import { notices } from './deciding/notices.ts'
import { components } from './components.ts'
import { correspondence } from './reviewing/correspondence.ts'
import { documents } from './documents/documents.ts'
import { people } from './accounts/people.ts'
import { outbox } from './outbox.ts'
import { twoFactor } from './accounts/two-factor.ts'
import { leaving } from './privacy/leaving.ts'
import { privacy } from './privacy/privacy.ts'
import { letterhead } from './programme/letterhead.ts'
import { programme } from './programme/programme.ts'
import { staffPages } from './web/staff-pages.ts'
import { papers } from './cases/papers.ts'
import { caseStatus } from './cases/status.ts'
import { turns } from './cases/turns.ts'
import { tenancies } from './tenancies/tenancies.ts'
import { tenant } from './tenancies/tenant.ts'
import { tenancyCourse } from './tenancies/tenancy-course.ts'
import { tenancyMails } from './tenancies/tenancy-mails.ts'
import { leases } from './acceptance/leases.ts'
import { misfits } from './acceptance/misfits.ts'
import { offeredTerms } from './acceptance/offered-terms.ts'
import { eligibility } from './applying/eligibility.ts'
import { drafts } from './applying/drafts.ts'
import { earlier } from './tenancies/earlier.ts'
import { enquiries } from './enquiries/enquiries.ts'
import { figures } from './figures.ts'
import { caseSearch } from './cases/search.ts'
import { guides } from './guides/guides.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { inbox } from './enquiries/inbox.ts'
import { incentives } from './incentives/incentives.ts'
import { reviewing } from './reviewing/reviewing.ts'
import { photos } from './listings/photos.ts'
import { placing } from './listings/placing.ts'
import { plan } from './street.ts'
import { interviews } from './reviewing/interviews.ts'
import { premises } from './premises/premises.ts'
import { listings } from './listings/listings.ts'
import { premisesBulk } from './listings/premises-bulk.ts'
import { premisesTable } from './listings/premises-table.ts'
import { tableViews } from './listings/table-views.ts'
import { compare } from './catalogue/compare.ts'
import { requests } from './reviewing/requests.ts'
import { saved } from './saved.ts'
import { viewings } from './viewings.ts'
import { transfer } from './transfer.ts'
import { waiting } from './deciding/waiting.ts'
import { desk } from './desk/desk.ts'
import { openData } from './open-data.ts'
import { reports } from './reports.ts'
import { wording } from './wording.ts'
import { status } from './status.ts'
import { accessibility } from './accessibility.ts'
import { installed } from './installed.ts'
import { push } from './push.ts'

export const ru = {
  ...acceptance,
  ...contract,
  ...answerTemplates,
  ...acted,
  ...actedRoutes,
  ...audit,
  ...absence,
  ...accessTokens,
  ...accounts,
  ...brand,
  ...directions,
  ...answers,
  ...finder,
  ...pictures,
  ...sharing,
  ...officeSettings,
  ...bulk,
  ...calculator,
  ...calendar,
  ...cases,
  ...weighing,
  ...writing,
  ...common,
  ...components,
  ...correspondence,
  ...interviews,
  ...applications,
  ...apply,
  ...decisions,
  ...notices,
  ...documents,
  ...drafts,
  ...earlier,
  ...desk,
  ...people,
  ...outbox,
  ...twoFactor,
  ...listings,
  ...premisesBulk,
  ...premisesTable,
  ...tableViews,
  ...listingEditing,
  ...leaving,
  ...privacy,
  ...programme,
  ...letterhead,
  ...staffPages,
  ...papers,
  ...caseStatus,
  ...turns,
  ...tenancies,
  ...tenant,
  ...tenancyCourse,
  ...tenancyMails,
  ...leases,
  ...misfits,
  ...offeredTerms,
  ...eligibility,
  ...enquiries,
  ...figures,
  ...caseSearch,
  ...guides,
  ...help,
  ...home,
  ...inbox,
  ...incentives,
  ...content,
  ...premises,
  ...compare,
  ...openData,
  ...requests,
  ...saved,
  ...viewings,
  ...transfer,
  ...waiting,
  ...wording,
  ...photos,
  ...placing,
  ...plan,
  ...reviewing,
  ...reports,
  ...status,
  ...accessibility,
  ...installed,
  ...push,
}
