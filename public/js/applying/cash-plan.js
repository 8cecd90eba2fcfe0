// Sums the cash plan while it is filled in, by the same rule as the server. Without this file the button does it.
import { cashPlanByMonth, cashPlanLowest, cashPlanTotals, cashSumInWords } from '#features/cases/answers/cash-plan.ts'

const plan = document.querySelector('[data-cash-plan]')
const locale = document.documentElement.lang
const money = sum => cashSumInWords(locale, sum)

function recount() {
  const column = name => [...plan.querySelectorAll(`[name="${name}"]`)].map(input => input.value)
  const answers = { revenue: column('revenue'), costs: column('costs') }
  const months = cashPlanByMonth(answers, locale)
  for (const [index, row] of [...plan.querySelectorAll('tbody tr')].entries()) {
    put(row, 'result', money(months[index]?.resultFen))
    put(row, 'balance', money(months[index]?.balanceFen))
  }
  const totals = cashPlanTotals(answers, locale)
  const foot = plan.querySelector('tfoot')
  put(foot, 'revenue', money(totals?.revenueFen))
  put(foot, 'costs', money(totals?.costsFen))
  put(foot, 'result', money(totals?.resultFen))
  const lowest = cashPlanLowest(months)
  const words = plan.dataset.lowest
  put(plan, 'lowest', lowest ? words.replace('%m', lowest.month).replace('%a', money(-lowest.balanceFen)) : '')
}

/** Copies one amount into all months, as the button does on the server. */
function fill(event) {
  event.preventDefault()
  for (const name of ['revenue', 'costs']) {
    const { value } = plan.querySelector(`[name="${name}Each"]`)
    if (value.trim()) for (const input of plan.querySelectorAll(`[name="${name}"]`)) input.value = value
  }
  plan.dispatchEvent(new window.Event('input', { bubbles: true }))
}

function put(within, name, text) {
  within.querySelector(`[data-cash="${name}"]`).textContent = text
}

if (plan) {
  plan.querySelector('[data-cash-recount]').hidden = true
  plan.querySelector('[data-cash-fill]').addEventListener('click', fill)
  plan.addEventListener('input', recount)
  recount()
}
