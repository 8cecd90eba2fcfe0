import { listingEditing } from './premises/listing-editing.ts'
import { acted } from './audit/acted.ts'
import { actedRoutes } from './audit/acted-routes.ts'
import { audit } from './audit/audit.ts'
import { acceptance } from './applications/acceptance/acceptance.ts'
import { accessTokens } from './accounts/access-tokens.ts'
import { accounts } from './accounts/accounts.ts'
import { applications } from './applications/applications.ts'
import { answerTemplates } from './applications/reviewing/answer-templates.ts'
import { apply } from './applications/applying/apply.ts'
import { brand } from './programme/brand.ts'
import { bulk } from './applications/deciding/bulk.ts'
import { calculator } from './calculator.ts'
import { cases } from './applications/cases.ts'
import { common } from './web/common.ts'
import { content } from './incentives/content.ts'
import { dataProtection } from './privacy/data-protection.ts'
import { decisions } from './applications/deciding/decisions.ts'
import { heldNotices } from './applications/deciding/held-notices.ts'
import { notices } from './applications/deciding/notices.ts'
import { pastBulk } from './applications/deciding/past-bulk.ts'
import { components } from './components.ts'
import { correspondence } from './applications/correspondence.ts'
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
import { programme } from './programme/programme.ts'
import { staffPages } from './web/staff-pages.ts'
import { standing } from './applications/standing.ts'
import { tenancies } from './tenancies/tenancies.ts'
import { keys } from './applications/acceptance/keys.ts'
import { tenant } from './tenancies/tenant.ts'
import { tenancyCourse } from './tenancies/tenancy-course.ts'
import { tenancyMails } from './tenancies/tenancy-mails.ts'
import { leases } from './applications/acceptance/leases.ts'
import { eligibility } from './applications/applying/eligibility.ts'
import { drafts } from './applications/applying/drafts.ts'
import { earlier } from './tenancies/earlier.ts'
import { enquiries } from './enquiries/enquiries.ts'
import { figures } from './figures.ts'
import { finding } from './applications/finding.ts'
import { guides } from './guides.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { inbox } from './enquiries/inbox.ts'
import { incentives } from './incentives/incentives.ts'
import { retention } from './applications/retention.ts'
import { reviewing } from './applications/reviewing/reviewing.ts'
import { rubric } from './applications/reviewing/rubric.ts'
import { photos } from './premises/photos.ts'
import { placing } from './premises/placing.ts'
import { plan } from './premises/plan.ts'
import { interviews } from './applications/reviewing/interviews.ts'
import { translations } from './applications/reviewing/translations.ts'
import { premises } from './premises/premises.ts'
import { listings } from './premises/listings.ts'
import { premisesBulk } from './premises/premises-bulk.ts'
import { premisesTable } from './premises/premises-table.ts'
import { tableViews } from './premises/table-views.ts'
import { compare } from './premises/compare.ts'
import { costs } from './premises/costs.ts'
import { requests } from './applications/reviewing/requests.ts'
import { saved } from './saved.ts'
import { viewings } from './viewings.ts'
import { transfer } from './premises/transfer.ts'
import { waiting } from './applications/deciding/waiting.ts'
import { desk } from './desk/desk.ts'
import { openData } from './open-data.ts'
import { reports } from './reports.ts'
import { work } from './desk/work.ts'
import { wording } from './wording.ts'

export const ru = {
  ...acceptance,
  ...answerTemplates,
  ...acted,
  ...actedRoutes,
  ...audit,
  ...accessTokens,
  ...accounts,
  ...brand,
  ...bulk,
  ...calculator,
  ...cases,
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
  ...staffPages,
  ...standing,
  ...tenancies,
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
}
