// Improvements only: every page works without this file.
import './error-summary.js'
import './menu.js'
import './show-password.js'
import './uploads.js'
import './favourites.js'
import './calculator.js'
import './street-plan.js'
