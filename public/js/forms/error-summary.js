// A refused form: bring the list of complaints to whoever cannot see the page jump.
document.querySelector('[data-error-summary]')?.focus()
