import { atomsOf, matchAtoms } from '../policy/patterns/atoms';
import { type Token, tokenize, Variable } from '../policy/patterns/pattern-tokens';
import { NO } from '../policy/truth';
import { describeText, type Text, textParts, Unknown } from '../template/value';
import type { Claim } from './federated-trust';

/** Whether a claim has an effective wildcard. */
export function isWild({ value, like }: Claim): boolean {
  return like && /[*?]/.test(describeText(value));
}

/**
 * Forms of a subject that mean one part of one repository, project or cluster even with a wildcard at the end. The open part changes with
 * each run: the step, the commit, the phase or who started it.
 * Source: GitHub, "OpenID Connect reference"; GitLab, "ID token payload"; Terraform Cloud, "Workload identity"; EKS user guide,
 * "Associate an IAM role to a service account"; Bitbucket, "Integrate Pipelines with resource servers using OIDC"; CircleCI, "OpenID
 * Connect tokens"; Buildkite, "OIDC in Buildkite Pipelines"; Spacelift, "OIDC".
 */
const NARROW: readonly RegExp[] = [
  /^repo:[^*?/:]+\/[^*?/:]+:environment:[^*?:]+(?::.*)?$/,
  /^repo:[^*?/:]+\/[^*?/:]+:ref:refs\/(?:heads|tags)\/[^*?]+.*$/,
  /^project_path:[^*?:]+:ref_type:(?:branch|tag):ref:[^*?]+.*$/,
  /^organization:[^*?:]+:project:[^*?:]+:workspace:[^*?:]+:run_phase:.*$/,
  /^system:serviceaccount:[^*?:]+:.*$/,
  /^\{?[\da-f]{8}(?:-[\da-f]{4,12}){4}\}?:\{?[\da-f]{8}(?:-[\da-f]{4,12}){4}\}?:\{?\*\}?$/i,
  /^org\/[^*?/]+\/project\/[^*?/]+\/user\/.*$/,
  /^organization:[^*?:]+:pipeline:[^*?:]+:ref:[^*?:]+:commit:.*$/,
  /^space:[^*?:]+:(?:stack|module):[^*?:]+:run_type:.*$/,
];

/** Whether a subject means a single pipeline, person or workload. */
export function isNarrow(claim: Claim): boolean {
  const text = describeText(claim.value);
  return !isWild(claim) || NARROW.some((pattern) => pattern.test(text));
}

/** Whether there is a value that both claims admit. */
export function overlap(left: readonly Claim[] | undefined, right: readonly Claim[] | undefined): boolean {
  if (left === undefined || right === undefined) return true;
  return left.some((one) =>
    right.some(
      (other) =>
        !areMadeApart(one, other) &&
        comparable(one, other).some(([a, b]) => matchAtoms(atoms(a, one.like), atoms(b, other.like)) !== NO),
    ),
  );
}

/** The start of a subject of GitHub that has the ids of owner and repository in it. */
const WITH_IDS = /^repo:([^@/:]*)@([^@/:]*)\/([^@/:]*)@([^@/:]*)(?=:)/;

/**
 * What to compare of two claims: the claims themselves, or for two subjects of GitHub the repository. Its owner chooses whether tokens
 * have ids, and can rename it, which does not change the ids.
 */
function comparable({ value: one }: Claim, { value: other }: Claim): [Text, Text][] {
  if (typeof one !== 'string' || typeof other !== 'string') return [[one, other]];
  const [left, right] = [WITH_IDS.test(one), WITH_IDS.test(other)];
  if (!left && !right) return [[one, other]];
  const form = left && right ? 'repo:$2/$4' : 'repo:$1/$3';
  return [
    [one, other],
    [one.replace(WITH_IDS, form), other.replace(WITH_IDS, form)],
  ];
}

/** Ids that AWS generates in two accounts are never equal. */
function areMadeApart(left: Claim, right: Claim): boolean {
  const [one, two] = [makerOf(left), makerOf(right)];
  return one !== undefined && two !== undefined && one !== two;
}

/** The account of the resource that a claim names, when the claim is nothing but that name. */
function makerOf({ value }: Claim): string | undefined {
  const [part, ...more] = textParts(value);
  const account = part instanceof Unknown && more.length === 0 ? part.origin.account : undefined;
  return account !== undefined && part instanceof Unknown && part.origin.logicalId !== undefined
    ? describeText(account)
    : undefined;
}

function atoms(value: Text, like: boolean) {
  return tokenize(lower(value), { wildcards: like, variables: false }).flatMap((token: Token) =>
    token instanceof Variable ? [] : atomsOf(token),
  );
}

/** Providers ignore the case of names, so a comparison has to ignore it as well. */
function lower(value: Text): Text {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
