// Moves the focus to the error summary of a refused form, for people who cannot see the page jump.
document.querySelector('[data-error-summary]')?.focus()
