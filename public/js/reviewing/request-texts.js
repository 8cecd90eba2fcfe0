// Puts a chosen ready-made text into the field for the officer's own words, unless own words are already there: these then
// follow the ready-made text. When an inserted text is edited, the choice is cleared and the words count as the officer's
// own.
for (const select of document.querySelectorAll('select[data-fills]')) {
  const field = document.getElementById(select.dataset.fills)
  const ready = [...select.options].map(option => option.dataset.text ?? '')
  let filled = ''
  select.addEventListener('change', () => {
    if (!ready.includes(field.value.trim())) return
    filled = select.selectedOptions[0]?.dataset.text ?? ''
    field.value = filled
  })
  field.addEventListener('input', () => {
    if (!filled || field.value.includes(filled)) return
    filled = ''
    select.value = ''
  })
}
