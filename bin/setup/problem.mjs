/** Why set-up cannot go on, in a sentence, and what to do about it. */
export class SetupProblem extends Error {
  /** @param {string} message @param {string} fix @param {{ isNoNetwork?: boolean, exitCode?: number }} [kind] */
  constructor(message, fix, { isNoNetwork = false, exitCode = 1 } = {}) {
    super(message);
    this.fix = fix;
    this.isNoNetwork = isNoNetwork;
    this.exitCode = exitCode;
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
