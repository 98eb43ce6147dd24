/**
 * The form of the generated `resource-types.json`. Numbers and lists of names are written as in `name-list.ts`; the
 * texts are decoded type by type, so that reading the file costs little more than reading it from the disk.
 */
export interface ResourceTypesFile {
  /** The sorted names of the resource types. */
  readonly types: string;
  /**
   * For each type the number of the object that holds its properties, then `.` and a name for each part of its
   * primary identifier, `#` and the name of the property for tags, `!` when it carries a policy on a resource.
   */
  readonly facts: string;
  /** All names; the most used first, so that they have the shortest numbers. */
  readonly names: string;
  /**
   * The objects. Each property is its name's number; `[` for a list, `{` for a map and `*` when anything may stand
   * below; `:` and a number for each object it can hold; the mark of its kind.
   */
  readonly objects: string;
}
