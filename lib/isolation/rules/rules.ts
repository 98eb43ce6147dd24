import type { Rule } from '../model/rule';
import { ADDRESS_RULES } from './address-rules';
import { otherSideInCode } from './code/other-side-in-code';
import { secretInTemplate } from './code/secret-in-template';
import { foreignOutput } from './configuration/foreign-output';
import { localSetting } from './configuration/local-setting';
import { bootstrapTrust } from './identity/bootstrap-trust';
import { foreignTrust } from './identity/foreign-trust';
import { IDENTITY_RULES } from './identity/identity-rules';
import { undecided } from './input/undecided';
import { wrongAccount } from './input/wrong-account';
import { otherAccountNamed } from './names/other-account-named';
import { otherSideNamed } from './names/other-side-named';
import { sharedName } from './names/shared-name';
import { foreignResourcePolicy } from './resources/foreign-resource-policy';

/** Every rule, in the order of the report. */
export const RULES: readonly Rule[] = [
  foreignTrust,
  foreignResourcePolicy,
  ...IDENTITY_RULES,
  ...ADDRESS_RULES,
  bootstrapTrust,
  otherAccountNamed,
  otherSideNamed,
  otherSideInCode,
  secretInTemplate,
  sharedName,
  foreignOutput,
  wrongAccount,
  localSetting,
  undecided,
];
