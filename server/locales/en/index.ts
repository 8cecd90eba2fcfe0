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
import { hands } from './accounts/hands.ts'
import { introduction } from './accounts/introduction.ts'
import { directions } from './catalogue/directions.ts'
import { answers } from './answers.ts'
import { finder } from './catalogue/finder.ts'
import { schematic } from './catalogue/schematic.ts'
import { sharing } from './catalogue/sharing.ts'
import { officeSettings } from './programme/office.ts'
import { office } from './web/office.ts'
import { bulk } from './deciding/bulk.ts'
import { calculator } from './calculator.ts'
import { calendar } from './desk/calendar.ts'
import { cases } from './cases/cases.ts'
import { weighing } from './cases/weighing.ts'
import { writing } from './cases/writing.ts'
import { common } from './web/common.ts'
import { content } from './incentives/content.ts'
import { dataProtection } from './privacy/data-protection.ts'
import { decisions } from './deciding/decisions.ts'
import { heldNotices } from './deciding/held-notices.ts'
import { notices } from './deciding/notices.ts'
import { pastBulk } from './deciding/past-bulk.ts'
import { components } from './components.ts'
import { correspondence } from './reviewing/correspondence.ts'
import { documents } from './documents/documents.ts'
import { papers } from './documents/papers.ts'
import { paperReads } from './documents/paper-reads.ts'
import { people } from './accounts/people.ts'
import { appointing } from './accounts/appointing.ts'
import { outbox } from './outbox.ts'
import { sessions } from './accounts/sessions.ts'
import { twoFactor } from './accounts/two-factor.ts'
import { leaving } from './privacy/leaving.ts'
import { privacy } from './privacy/privacy.ts'
import { letterhead } from './programme/letterhead.ts'
import { programme } from './programme/programme.ts'
import { staffPages } from './web/staff-pages.ts'
import { standing } from './cases/status.ts'
import { readyFindings } from './tenancies/ready-findings.ts'
import { tenancies } from './tenancies/tenancies.ts'
import { keys } from './acceptance/keys.ts'
import { tenant } from './tenancies/tenant.ts'
import { tenancyCourse } from './tenancies/tenancy-course.ts'
import { tenancyMails } from './tenancies/tenancy-mails.ts'
import { leases } from './acceptance/leases.ts'
import { eligibility } from './applying/eligibility.ts'
import { drafts } from './applying/drafts.ts'
import { earlier } from './tenancies/earlier.ts'
import { enquiries } from './enquiries/enquiries.ts'
import { figures } from './figures.ts'
import { finding } from './cases/search.ts'
import { guides } from './guides.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { inbox } from './enquiries/inbox.ts'
import { incentives } from './incentives/incentives.ts'
import { retention } from './cases/retention.ts'
import { reviewing } from './reviewing/reviewing.ts'
import { rubric } from './reviewing/rubric.ts'
import { photos } from './listings/photos.ts'
import { placing } from './listings/placing.ts'
import { plan } from './street.ts'
import { interviews } from './reviewing/interviews.ts'
import { translations } from './reviewing/translations.ts'
import { premises } from './premises/premises.ts'
import { listings } from './listings/listings.ts'
import { premisesBulk } from './listings/premises-bulk.ts'
import { premisesTable } from './listings/premises-table.ts'
import { tableViews } from './listings/table-views.ts'
import { compare } from './catalogue/compare.ts'
import { costs } from './premises/costs.ts'
import { requests } from './reviewing/requests.ts'
import { saved } from './saved.ts'
import { viewings } from './viewings.ts'
import { transfer } from './transfer.ts'
import { waiting } from './deciding/waiting.ts'
import { desk } from './desk/desk.ts'
import { openData } from './open-data.ts'
import { reports } from './reports.ts'
import { work } from './desk/work.ts'
import { wording } from './wording.ts'
import { status } from './status.ts'
import { accessibility } from './accessibility.ts'
import { installed } from './installed.ts'
import { push } from './push.ts'

export const en = {
  ...acceptance,
  ...contract,
  ...answerTemplates,
  ...acted,
  ...actedRoutes,
  ...audit,
  ...absence,
  ...hands,
  ...accessTokens,
  ...accounts,
  ...brand,
  ...introduction,
  ...directions,
  ...answers,
  ...finder,
  ...schematic,
  ...sharing,
  ...officeSettings,
  ...office,
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
  ...translations,
  ...applications,
  ...apply,
  ...dataProtection,
  ...decisions,
  ...heldNotices,
  ...notices,
  ...pastBulk,
  ...documents,
  ...drafts,
  ...earlier,
  ...papers,
  ...paperReads,
  ...desk,
  ...people,
  ...appointing,
  ...outbox,
  ...sessions,
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
  ...standing,
  ...tenancies,
  ...readyFindings,
  ...keys,
  ...tenant,
  ...tenancyCourse,
  ...tenancyMails,
  ...leases,
  ...eligibility,
  ...enquiries,
  ...figures,
  ...finding,
  ...guides,
  ...help,
  ...home,
  ...inbox,
  ...incentives,
  ...content,
  ...premises,
  ...costs,
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
  ...rubric,
  ...retention,
  ...reviewing,
  ...reports,
  ...work,
  ...status,
  ...accessibility,
  ...installed,
  ...push,
}
