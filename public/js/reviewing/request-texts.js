// Choosing a ready-made text puts it where the officer's own words go, unless there are some already: then they follow it. Words
// that were made of it and are others now stand for themselves.
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
