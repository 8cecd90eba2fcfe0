// Improvements only: every page works without this file.
import './forms/error-summary.js'
import './menu.js'
import './forms/show-password.js'
import './forms/file-fields.js'
import './forms/uploads.js'
import './applications/request-texts.js'
import './forms/keep-form.js'
import './forms/interrupted.js'
import './premises/favourites.js'
import './calculator.js'
import './premises/street-plan.js'
import './applications/cash-plan.js'
import './applications/passport-latin.js'
import './applications/autosave.js'
import { bringBackForms } from './forms/restore-form.js'

// The staff's pages do it after scripts of their own (staff-pages.js).
const { owner, shortcuts } = document.body.dataset
if (owner && !shortcuts) bringBackForms()
