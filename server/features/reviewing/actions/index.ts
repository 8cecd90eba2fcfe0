import { assessment } from './assessment.ts'
import { assign, assignLeast } from './assign.ts'
import { conflict } from './conflict.ts'
import { decision } from './decision.ts'
import { declaration } from './declaration.ts'
import { extend } from './extend.ts'
import { ineligible } from './ineligible.ts'
import { interviewCancel } from './interview-cancel.ts'
import { interviewChange } from './interview-change.ts'
import { interviewOutcome } from './interview-outcome.ts'
import { interview } from './interview.ts'
import { messages, messagesSettled } from './messages.ts'
import { notes } from './notes.ts'
import { fillPanel, seat, unseat } from './panel.ts'
import { request } from './request.ts'
import { review } from './review.ts'
import { screening } from './screening.ts'

const toScreen = [screening, review, ineligible] as const

const toReview = [
  extend,
  assessment,
  decision,
  declaration,
  interview,
  interviewChange,
  interviewCancel,
  interviewOutcome,
  notes,
  messagesSettled,
  assign,
  assignLeast,
  seat,
  fillPanel,
  unseat,
  conflict,
] as const

/** Actions whose forms stand on the page of a case. */
export const actionsOnCasePage = [...toScreen, ...toReview] as const

/** All actions of screening and review on a case, in the order in which its page offers them. */
export const reviewingActions = [...toScreen, request, ...toReview, messages] as const
