/** What a report says about a rule. */
export interface RuleDescription {
  /** Such as `foreign-trust`. */
  readonly id: string;
  /** One line. */
  readonly title: string;
  /** Why it matters and what to do. */
  readonly help: string;
}
