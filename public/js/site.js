// Improvements only: every page works without this file.
import './error-summary.js'
import './menu.js'
import './show-password.js'
import './file-fields.js'
import './uploads.js'
import './request-texts.js'
import './keep-form.js'
import './interrupted.js'
import './favourites.js'
import './calculator.js'
import './street-plan.js'
import './cash-plan.js'
import './passport-latin.js'
import './autosave.js'
import { bringBackForms } from './restore-form.js'

// The staff's pages do it after scripts of their own (staff-pages.js).
const { owner, shortcuts } = document.body.dataset
if (owner && !shortcuts) bringBackForms()
