export interface Secrets {
  /**
   * The value of a secret, or undefined when there is no such secret, version or text.
   * @param versionId @default - the current version
   * @throws what Secrets Manager says otherwise: not being allowed to look is not the same as finding nothing
   */
  read(name: string, versionId?: string): Promise<string | undefined>;
}
