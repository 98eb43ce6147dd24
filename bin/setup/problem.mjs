/** Why set-up cannot go on, in a sentence, and what to do about it. */
export class SetupProblem extends Error {
  /**
   * @param {string} message @param {string} fix
   * @param {{ isNoNetwork?: boolean, exitCode?: number, output?: string }} [more] output: all that the tool said
   */
  constructor(message, fix, { isNoNetwork = false, exitCode = 1, output = '' } = {}) {
    super(message);
    this.fix = fix;
    this.isNoNetwork = isNoNetwork;
    this.exitCode = exitCode;
    this.output = output;
  }
}

/** @param {string} tool npm or pip */
export function noNetwork(tool) {
  return new SetupProblem(
    `${tool} cannot reach its package registry`,
    `connect to the network (or set ${tool}'s proxy), then run this again; what is there already is kept`,
    { isNoNetwork: true },
  );
}
