// Opens the form of a row inside the table. Without this file, and after any error, it opens on a page of its own.
import { forgetInterrupted } from '../forms/interrupted.js'
import { keepSent } from '../forms/sent-form.js'

const pageFrom = async (address, options) => {
  const response = await fetch(address, options)
  const html = await response.text()
  return { response, page: new window.DOMParser().parseFromString(html, 'text/html') }
}

function close(formRow) {
  const row = formRow.previousElementSibling
  formRow.remove()
  row?.querySelector('[data-open]')?.focus()
}

async function open(link) {
  const row = link.closest('tr')
  const { page } = await pageFrom(link.href)
  const form = page.querySelector('[data-row-form]')
  if (!form) throw new Error('no form')
  document.querySelector('.row-form-row')?.remove()
  const formRow = document.createElement('tr')
  formRow.className = 'row-form-row'
  const cell = formRow.appendChild(document.createElement('td'))
  cell.colSpan = row.cells.length
  cell.append(form)
  row.after(formRow)
  form.querySelector('input:not([type="hidden"])')?.focus()
}

/** What a page of the table says about all units found, besides their rows. */
const aboutAll = ['.desk-steps', '[data-test=found]', '.bulk-bar [name=all]', 'main .pagination']

/**
 * Updates the row and the counts from the saved table; a row that no longer matches the search is removed. Without any row
 * left, the whole page is the saved one.
 */
function showSaved(formRow, page) {
  if (!page.querySelector('.premises-list')) {
    document.querySelector('main').replaceWith(page.querySelector('main'))
    document.querySelector('main').focus()
    return
  }
  for (const part of aboutAll) {
    const fresh = page.querySelector(part)
    if (fresh) document.querySelector(part)?.replaceWith(fresh)
  }
  const row = formRow.previousElementSibling
  const fresh = page.getElementById(row.id)
  const notices = page.querySelectorAll('[data-test="notice"]')
  document.querySelectorAll('[data-test="notice"]').forEach(notice => notice.remove())
  document
    .querySelector('main h1')
    ?.closest('.page-head')
    ?.before(...notices)
  close(formRow)
  if (fresh) row.replaceWith(fresh)
  else row.remove()
  fresh?.querySelector('[data-open]')?.focus()
}

/**
 * Leads to the sign-in page. Afterwards the form opens on a page of its own, where the input is restored: the table may have
 * changed.
 */
function signInAgain(formRow, address) {
  const asked = new URL(address)
  const link = formRow.previousElementSibling?.querySelector('[data-edit]')
  if (link && asked.searchParams.has('next')) {
    const { pathname, search } = new URL(link.href)
    asked.searchParams.set('next', pathname + search)
  }
  location.assign(asked.href)
}

async function save(form) {
  const formRow = form.closest('.row-form-row')
  const body = new URLSearchParams(new FormData(form))
  keepSent(form)
  const { response, page } = await pageFrom(form.action, { method: 'POST', body })
  // Neither the saved table nor the refused form came back: the session has ended, and the page says so.
  if (!page.querySelector('[data-row-form], .desk-steps')) {
    signInAgain(formRow, response.url)
    return
  }
  forgetInterrupted()
  if (response.redirected) showSaved(formRow, page)
  else form.replaceWith(page.querySelector('[data-row-form]'))
  formRow.querySelector('[data-error-summary], [role="alert"]')?.focus()
}

const opensElsewhere = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey

document.addEventListener('click', event => {
  const cancel = event.target.closest?.('.row-form-row [data-row-cancel]')
  const link = event.target.closest?.('.premises-list [data-edit]')
  if (opensElsewhere(event) || (!cancel && !link)) return
  event.preventDefault()
  if (cancel) close(cancel.closest('.row-form-row'))
  else open(link).catch(() => (location.href = link.href))
})

document.addEventListener('keydown', event => {
  const formRow = event.target.closest?.('.row-form-row')
  if (event.key === 'Escape' && formRow) close(formRow)
})

document.addEventListener('submit', event => {
  const form = event.target.closest?.('.row-form-row [data-row-form]')
  if (!form) return
  event.preventDefault()
  save(form).catch(() => form.submit())
})
