/**
 * What a lockfile says beside what was installed. Only another version or other content is a difference: which optional packages a
 * registry serves changes from day to day, and from one registry to the next.
 * @typedef {object} Entry
 * @property {string} [name] where it is not the last part of the path
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 *
 * @typedef {Record<string, Entry>} Packages by the folder they are installed in
 */

/**
 * The first package that is not the one that was locked.
 * @param {Packages} locked @param {Packages} installed
 * @returns {string | undefined} in words
 */
export function firstDifference(locked, installed) {
  for (const [path, now] of Object.entries(installed)) {
    const then = locked[path];
    if (!then && !isOptional(now)) return `${path} is not in it`;
    if (then && then.version !== now.version) return `${path} would be ${now.version}, and ${then.version} is locked`;
    if (then?.integrity && now.integrity && then.integrity !== now.integrity) {
      return `${path} ${now.version} has other content than was locked`;
    }
  }
  const missing = Object.entries(locked).find(([path, entry]) => path !== '' && !isOptional(entry) && !installed[path]);
  return missing && `${missing[0]} is in it, and nothing needs it`;
}

/**
 * Optional packages for this machine that were not installed.
 * @param {Packages} locked @param {Packages} installed
 * @returns {{ spec: string, integrity: string }[]}
 */
export function missingHere(locked, installed) {
  // What only another machine's packages need is not for this one either.
  const wanted = new Set(
    Object.keys(installed).flatMap((path) =>
      Object.keys({ ...locked[path]?.dependencies, ...locked[path]?.optionalDependencies }),
    ),
  );
  return Object.entries(locked).flatMap(([path, entry]) => {
    const folder = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (installed[path] || !wanted.has(folder) || !isOptional(entry) || !entry.integrity || !isForThisMachine(entry))
      return [];
    return [{ spec: `${entry.name ?? folder}@${entry.version}`, integrity: entry.integrity }];
  });
}

/** @param {Entry} entry */
function isOptional({ optional, devOptional }) {
  return optional === true || devOptional === true;
}

/** @param {Entry} entry */
function isForThisMachine({ os, cpu, libc }) {
  return names(os, process.platform) && names(cpu, process.arch) && (!libc || names(libc, libcOfThisMachine()));
}

function libcOfThisMachine() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** Whether a list of words, some of them with a `!` before them, takes a word in. @param {string | string[] | undefined} list @param {string} word */
function names(list, word) {
  const words = [list ?? []].flat();
  if (words.includes(`!${word}`)) return false;
  return words.includes(word) || words.every((each) => each.startsWith('!'));
}
