import { listingEditing } from './listing-editing.ts'
import { acted } from './acted.ts'
import { actedRoutes } from './acted-routes.ts'
import { audit } from './audit.ts'
import { acceptance } from './acceptance.ts'
import { accessTokens } from './access-tokens.ts'
import { accounts } from './accounts.ts'
import { applications } from './applications.ts'
import { answerTemplates } from './answer-templates.ts'
import { apply } from './apply.ts'
import { brand } from './brand.ts'
import { bulk } from './bulk.ts'
import { calculator } from './calculator.ts'
import { cases } from './cases.ts'
import { common } from './common.ts'
import { content } from './content.ts'
import { dataProtection } from './data-protection.ts'
import { decisions } from './decisions.ts'
import { heldNotices } from './held-notices.ts'
import { notices } from './notices.ts'
import { pastBulk } from './past-bulk.ts'
import { correspondence } from './correspondence.ts'
import { documents } from './documents.ts'
import { papers } from './papers.ts'
import { paperReads } from './paper-reads.ts'
import { people } from './people.ts'
import { appointing } from './appointing.ts'
import { outbox } from './outbox.ts'
import { sessions } from './sessions.ts'
import { twoFactor } from './two-factor.ts'
import { leaving } from './leaving.ts'
import { privacy } from './privacy.ts'
import { programme } from './programme.ts'
import { staffPages } from './staff-pages.ts'
import { standing } from './standing.ts'
import { tenancies } from './tenancies.ts'
import { keys } from './keys.ts'
import { tenant } from './tenant.ts'
import { tenancyCourse } from './tenancy-course.ts'
import { tenancyMails } from './tenancy-mails.ts'
import { leases } from './leases.ts'
import { eligibility } from './eligibility.ts'
import { drafts } from './drafts.ts'
import { earlier } from './earlier.ts'
import { enquiries } from './enquiries.ts'
import { figures } from './figures.ts'
import { finding } from './finding.ts'
import { guides } from './guides.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { incentives } from './incentives.ts'
import { retention } from './retention.ts'
import { reviewing } from './reviewing.ts'
import { rubric } from './rubric.ts'
import { photos } from './photos.ts'
import { placing } from './placing.ts'
import { plan } from './plan.ts'
import { interviews } from './interviews.ts'
import { translations } from './translations.ts'
import { premises } from './premises.ts'
import { listings } from './listings.ts'
import { premisesBulk } from './premises-bulk.ts'
import { premisesTable } from './premises-table.ts'
import { tableViews } from './table-views.ts'
import { compare } from './compare.ts'
import { costs } from './costs.ts'
import { requests } from './requests.ts'
import { saved } from './saved.ts'
import { viewings } from './viewings.ts'
import { transfer } from './transfer.ts'
import { waiting } from './waiting.ts'
import { desk } from './desk.ts'
import { openData } from './open-data.ts'
import { reports } from './reports.ts'
import { work } from './work.ts'
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
