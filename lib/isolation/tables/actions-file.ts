/** The form of the generated `actions.json`. Numbers and lists of names are written as in `name-list.ts`. */
export interface ActionsFile {
  /** First words of actions (`Get`, `Put`), the most used first. */
  readonly verbs: string;
  /** Services whose resources resource control policies bind, as the source lists them. */
  readonly resourceControl: readonly string[];
  /**
   * For each service three lists with `;` between them:
   * - its resource types, `type=ARN` below `arn:*:service:*:*:`; `=!` and the ARN below `arn:` where it is another,
   *   `=/` for `type/*`
   * - the profiles of its actions, the most used first: the number of the access level, and `.` and a number for each
   *   resource type
   * - what follows the first word of its actions, sorted and shortened as in lists of names; then `:` and for each
   *   action of that ending the number of its verb and the number of its profile, as small numbers
   */
  readonly services: Readonly<Record<string, string>>;
}

export const ACCESS_LEVELS = ['Read', 'List', 'Write', 'Tagging', 'Permissions management'] as const;

/** What an action does; one that both writes and grants is `Permissions management`. */
export type AccessLevel = (typeof ACCESS_LEVELS)[number];
