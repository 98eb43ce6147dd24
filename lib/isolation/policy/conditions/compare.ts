import type { Text } from '../../template/value';
import { compilePattern } from '../patterns/pattern';
import { compareAddress } from './compare-address';
import { type Comparison, compareBinary, compareBool, compareDate, compareNumber } from './compare-values';

export interface Operator {
  /** How one value of the request compares with one of the policy, the operator's *Not* aside. */
  readonly compare: (value: Text, variables: boolean) => Comparison;
  readonly negated: boolean;
}

const text = (wildcards: boolean, ignoreCase: boolean) => (value: Text, variables: boolean) =>
  compilePattern(value, { shape: 'text', wildcards, variables, ignoreCase });
const arn = (value: Text, variables: boolean) => compilePattern(value, { shape: 'arn', wildcards: true, variables });

const is = (compare: Operator['compare']): Operator => ({ compare, negated: false });
const isNot = (compare: Operator['compare']): Operator => ({ compare, negated: true });

/** Every operator but `Null`, in lower case. Source: "IAM JSON policy elements: Condition operators". */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['stringequals', is(text(false, false))],
  ['stringnotequals', isNot(text(false, false))],
  ['stringequalsignorecase', is(text(false, true))],
  ['stringnotequalsignorecase', isNot(text(false, true))],
  ['stringlike', is(text(true, false))],
  ['stringnotlike', isNot(text(true, false))],
  ['arnequals', is(arn)],
  ['arnlike', is(arn)],
  ['arnnotequals', isNot(arn)],
  ['arnnotlike', isNot(arn)],
  ['numericequals', is(compareNumber((given, wanted) => given === wanted))],
  ['numericnotequals', isNot(compareNumber((given, wanted) => given === wanted))],
  ['numericlessthan', is(compareNumber((given, wanted) => given < wanted))],
  ['numericlessthanequals', is(compareNumber((given, wanted) => given <= wanted))],
  ['numericgreaterthan', is(compareNumber((given, wanted) => given > wanted))],
  ['numericgreaterthanequals', is(compareNumber((given, wanted) => given >= wanted))],
  ['dateequals', is(compareDate((given, wanted) => given === wanted))],
  ['datenotequals', isNot(compareDate((given, wanted) => given === wanted))],
  ['datelessthan', is(compareDate((given, wanted) => given < wanted))],
  ['datelessthanequals', is(compareDate((given, wanted) => given <= wanted))],
  ['dategreaterthan', is(compareDate((given, wanted) => given > wanted))],
  ['dategreaterthanequals', is(compareDate((given, wanted) => given >= wanted))],
  ['bool', is(compareBool)],
  ['binaryequals', is(compareBinary)],
  ['ipaddress', is(compareAddress)],
  ['notipaddress', isNot(compareAddress)],
]);
