/**
 * What was started is written down before anything else is done with it, so that a later command can end what a killed one
 * left running, and nothing else: a number that another process has by now is not touched, nor what the folder that this one is a copy
 * of has started. Plain JavaScript, for set-up's sake.
 */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderIdentity, identify, isRunning } from './process-identity.mjs';

/**
 * @param {string} file one JSON object a line
 * @param {number} pid leader of a process group of its own
 * @param {string} what
 */
export function recordProcess(file, pid, what) {
  appendFileSync(file, `${JSON.stringify({ ...identify(pid), folder: folderIdentity(dirname(file)), what })}\n`, {
    mode: 0o600,
  });
}

/**
 * Those of the recorded processes that still run.
 * @param {string} file
 * @returns {{ pid: number, started: string, what: string }[]}
 */
export function recordedProcesses(file) {
  let lines;
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
  return lines.flatMap((line) => {
    try {
      const { folder, ...entry } = JSON.parse(line);
      return folder === folderIdentity(dirname(file)) && isRunning(entry) ? [entry] : [];
    } catch {
      // The last line of a command that was killed while it wrote.
      return [];
    }
  });
}

/**
 * Ends the recorded processes with their groups, and forgets them.
 * @param {string} file
 * @returns {Promise<string[]>} what was ended
 */
export async function endRecorded(file) {
  const running = recordedProcesses(file);
  await Promise.all(running.map(endGroup));
  rmSync(file, { force: true });
  return running.map(({ what }) => what);
}

/**
 * Ends a process and its group at once: whatever they were making is thrown away.
 * @param {{ pid: number, started: string }} leader
 */
async function endGroup(leader) {
  if (!isRunning(leader)) return;
  killGroup(leader);
  while (isRunning(leader)) await sleep(10);
  // The others of the group have the signal too, and may still be writing for a moment.
  for (let tries = 0; tries < 50 && hasGroup(leader.pid); tries++) await sleep(10);
}

/** @param {number} pid */
function hasGroup(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {{ pid: number, started: string }} leader */
export function killGroup(leader) {
  if (!isRunning(leader)) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch {
    // It ended between the two lines.
  }
}
