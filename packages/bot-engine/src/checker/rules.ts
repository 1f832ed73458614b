import type { FlowRule } from './flow-rule.ts'
import { brokenAddress } from './rules/broken-address.ts'
import { brokenText } from './rules/broken-text.ts'
import { callbackConsent } from './rules/callback-consent.ts'
import { compile } from './rules/compile.ts'
import { consentNotFree } from './rules/consent-not-free.ts'
import { emptySilence } from './rules/empty-silence.ts'
import { failWithoutHuman } from './rules/fail-without-human.ts'
import { fileInForm } from './rules/file-in-form.ts'
import { forcedConsent } from './rules/forced-consent.ts'
import { impossibleValue } from './rules/impossible-value.ts'
import { missingInput } from './rules/missing-input.ts'
import { missingText } from './rules/missing-text.ts'
import { noEnd } from './rules/no-end.ts'
import { personalDataInAddress } from './rules/personal-data-in-address.ts'
import { textHole } from './rules/text-hole.ts'
import { textsDiffer } from './rules/texts-differ.ts'
import { unheardInput } from './rules/unheard-input.ts'
import { unknownField } from './rules/unknown-field.ts'
import { unknownFlow } from './rules/unknown-flow.ts'
import { unknownName } from './rules/unknown-name.ts'
import { unknownOutput } from './rules/unknown-output.ts'
import { unmarkedCopy } from './rules/unmarked-copy.ts'
import { unmarkedPersonalData } from './rules/unmarked-personal-data.ts'
import { unneededQuestion } from './rules/unneeded-question.ts'
import { unreachable } from './rules/unreachable.ts'
import { unusedName } from './rules/unused-name.ts'
import { unusedText } from './rules/unused-text.ts'
import { usedBeforeSet } from './rules/used-before-set.ts'
import { verifiedTooLow } from './rules/verified-too-low.ts'
import { withdrawal } from './rules/withdrawal.ts'

/** Every rule on a flow that has the right shape, in the order in which they are worth reading. */
export const flowRules: readonly FlowRule[] = [
  compile,
  unreachable,
  noEnd,
  failWithoutHuman,
  emptySilence,
  unknownFlow,
  unknownName,
  unknownField,
  unknownOutput,
  usedBeforeSet,
  unusedName,
  impossibleValue,
  fileInForm,
  missingInput,
  unheardInput,
  verifiedTooLow,
  missingText,
  unusedText,
  textHole,
  textsDiffer,
  brokenText,
  brokenAddress,
  unmarkedPersonalData,
  unmarkedCopy,
  personalDataInAddress,
  unneededQuestion,
  callbackConsent,
  consentNotFree,
  forcedConsent,
  withdrawal,
]
