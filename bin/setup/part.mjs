/**
 * @typedef {object} PartProps
 * @property {string} root the folder that holds package.json
 * @property {string} folder what set-up makes beside node_modules, `.emulator`
 * @property {string} log file that takes what the tools say
 * @property {(line: string) => void} say
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {() => boolean} isDone quick: reads files only
 * @property {(signal: AbortSignal) => Promise<void>} make from whatever state an earlier, interrupted one left
 */
export {};
