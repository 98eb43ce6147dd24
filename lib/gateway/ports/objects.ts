/** Objects of one bucket. */
export interface Objects {
  /** Puts an object where none is. @returns false when one is there already */
  putNew(key: string, text: string): Promise<boolean>;
  get(key: string): Promise<string>;
}
