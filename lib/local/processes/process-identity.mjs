/**
 * Tells a process from another one that was given the same number later. Plain JavaScript, because set-up uses it before there are
 * any packages.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/**
 * When a process started, in words that only compare: equal for the same process, different for a later one with its number.
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process, or only what is left of one that has ended
 */
export function startOf(pid) {
  return process.platform === 'linux' ? startInProc(pid) : startInPs(pid);
}

/** @param {number} pid */
export function identify(pid) {
  return { pid, started: startOf(pid) ?? '' };
}

/**
 * Whether that very process still runs.
 * @param {{ pid: number, started: string }} identity
 */
export function isRunning({ pid, started }) {
  return started !== '' && startOf(pid) === started;
}

/**
 * Which folder this is, in words that only compare: what a copy of it holds speaks of the processes of the one it was copied from.
 * @param {string} folder
 */
export function folderIdentity(folder) {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

/** @param {number} pid */
function startInProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold anything; what follows the last one is fixed: state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    // Ticks since the machine started: they mean nothing after another start.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function startInPs(pid) {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const options = {
      encoding: /** @type {const} */ ('latin1'),
      env,
      stdio: /** @type {any} */ (['ignore', 'pipe', 'ignore']),
    };
    const [state = '', ...words] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], options)
      .trim()
      .split(/\s+/);
    return state === '' || state.startsWith('Z') ? undefined : words.join(' ');
  } catch {
    return undefined;
  }
}
