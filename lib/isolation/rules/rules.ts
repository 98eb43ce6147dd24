import type { Rule } from '../model/rule';
import { ADDRESS_RULES } from './address-rules';
import { bootstrapTrust } from './bootstrap-trust';
import { foreignOutput } from './foreign-output';
import { foreignResourcePolicy } from './foreign-resource-policy';
import { foreignTrust } from './foreign-trust';
import { IDENTITY_RULES } from './identity-rules';
import { localSetting } from './local-setting';
import { otherAccountNamed } from './other-account-named';
import { otherSideInCode } from './other-side-in-code';
import { otherSideNamed } from './other-side-named';
import { secretInTemplate } from './secret-in-template';
import { sharedName } from './shared-name';
import { undecided } from './undecided';
import { wrongAccount } from './wrong-account';

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
