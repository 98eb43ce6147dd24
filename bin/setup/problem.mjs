/** Why set-up cannot go on, in a sentence, and what to do about it. */
export class SetupProblem extends Error {
  /** @param {string} message @param {string} fix */
  constructor(message, fix) {
    super(message);
    this.fix = fix;
  }
}
