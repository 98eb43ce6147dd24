import { execFileSync } from 'node:child_process';
import { Refusal } from '../../contract/refusal';
import { projectRoot } from '../../environment/project-root';
import type { Provenance } from '../../isolation/findings/audit-report';
import { type AccountsRead, evidenceOf } from '../../isolation/report/provenance';

/**
 * The time of a report: SOURCE_DATE_EPOCH where that is set, the convention of reproducible builds, so that the same inputs give the
 * same bytes.
 * @throws Refusal when it is no time
 */
export function reportDate(env: NodeJS.ProcessEnv = process.env): Date {
  const given = env['SOURCE_DATE_EPOCH'];
  if (!given) return new Date();
  const date = new Date(Number(given) * 1000);
  if (/^\d{1,12}$/.test(given) && !Number.isNaN(date.getTime())) return date;
  throw new Refusal(
    `SOURCE_DATE_EPOCH is ${JSON.stringify(given)}`,
    'give seconds since 1970, such as 1767225600, or unset it',
    'usage',
  );
}

export function provenanceOf(date: Date, accounts: AccountsRead, toolVersion: string): Provenance {
  return {
    date: `${date.toISOString().slice(0, 19)}Z`,
    toolVersion,
    ...commitOf(projectRoot()),
    ...evidenceOf(accounts),
  };
}

/** Null without git, or outside of a repository. */
function commitOf(cwd: string): Pick<Provenance, 'commit' | 'uncommitted'> {
  try {
    const words = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
    const said = execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const [, commit = null, dirty] = /^([0-9a-f]{40})(-dirty)?$/.exec(said) ?? [];
    return { commit, uncommitted: commit === null ? null : dirty !== undefined };
  } catch {
    return { commit: null, uncommitted: null };
  }
}
