// Improvements of the staff pages only: every page works without this file.
import './listings/row-keys.js'
import './listings/row-edit.js'
import './listings/tick-all.js'
import './ready-made.js'
import './listings/photo-section.js'
import './listings/photo-focus.js'
import './listings/photo-order.js'
import './listings/photo-upload.js'
import './listings/place-preview.js'
import './accent-sample.js'
import './reviewing/folded-parts.js'
import './programme/settings-search.js'
// These come last: they act only on forms that none of the scripts above has stopped from leaving the page.
import './forms/unsaved.js'
import { bringBackForms } from './forms/restore-form.js'

bringBackForms()
