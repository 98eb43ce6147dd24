import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS, type EnvironmentName } from '../../../lib/environment/modes';
import { type AccountResources, listResources } from './matrix/account-resources';
import { type DeployedPolicies, readPolicies } from './matrix/deployed-policies';
import { WITHOUT_RESOURCE_POLICIES } from './matrix/emulator-view';
import { type Cell, type CellOutcome, cellOf, outcomeOf } from './matrix/matrix-cell';
import { covers } from './matrix/needed-actions';
import { purposes } from './matrix/purposes/role-purposes';
import type { RequestedAction } from './matrix/requested-action';
import { foreignRequests, ownRequests } from './matrix/requests/matrix-requests';
import { openSessions, type RoleSession } from './matrix/role-sessions';
import { type AwsResponse, SignedSender } from './matrix/signed-sender';

/** One account with everything that is asked in it. */
interface Side {
  readonly sender: SignedSender;
  readonly resources: AccountResources;
  readonly policies: DeployedPolicies;
  readonly sessions: readonly RoleSession[];
}

interface Answered extends Cell {
  readonly answer: AwsResponse;
  readonly outcome: CellOutcome;
}

/** As services spell that they know no such credentials. */
const NOBODY = /InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|AuthFailure/;

const environments = loadEnvironments();
const otherOf = (name: EnvironmentName): EnvironmentName => (name === 'live' ? 'sandbox' : 'live');
const sides = new Map<EnvironmentName, Side>();
const matrices = new Map<EnvironmentName, readonly Answered[]>();

function of<Kept>(kept: ReadonlyMap<EnvironmentName, Kept>, name: EnvironmentName): Kept {
  const found = kept.get(name);
  if (!found) throw new Error(`nothing of ${name}`);
  return found;
}

async function open(name: EnvironmentName): Promise<void> {
  const account = requireEmulatedAccount(name);
  const sender = new SignedSender(account);
  const resources = await listResources(account, environments[name], sender);
  const sessions = await openSessions(account, environments[name], resources);
  // After the sessions: what is compared is what stands while they are used.
  sides.set(name, { sender, resources, sessions, policies: await readPolicies(account, resources, sender) });
}

/** Sends every cell to the account's own endpoint. */
async function fill(name: EnvironmentName): Promise<void> {
  const { sender, sessions, resources, policies } = of(sides, name);
  const other = of(sides, otherOf(name));
  const everybodys = new Map([...sides.values()].map((side) => [side.resources.account, side.policies]));
  const asked = [...ownRequests(resources, policies), ...foreignRequests(other.resources, other.policies)];
  const cells = sessions.flatMap((session) => asked.map((each) => cellOf(session, each, everybodys, resources.region)));
  matrices.set(
    name,
    await sender.sendAll(cells, async (cell): Promise<Answered> => {
      const answer = await sender.send(cell.asked.call, cell.session.credentials);
      return { ...cell, answer, outcome: outcomeOf(cell, answer) };
    }),
  );
}

/** For people: who asked what, and what came of it. */
function told({ session, asked, outcome, emulated, aws, answer }: Answered): string {
  const ours = `${emulated.outcome} (${emulated.because}), on AWS ${aws.outcome}`;
  const said = answer.body.replaceAll(/\s+/g, ' ').slice(0, 200);
  return `${session.role}: ${asked.action} on ${asked.resource} is ${outcome}; our evaluator: ${ours}; ${answer.status} ${said}`;
}

beforeAll(async () => {
  await Promise.all(ENVIRONMENTS.map(open));
  await Promise.all(ENVIRONMENTS.map(fill));
});

afterAll(() => {
  for (const { sender } of sides.values()) sender.close();
});

describe.each(ENVIRONMENTS)('DC2 what each role of %s can do', (name) => {
  const ownAccount = environments[name].account;
  const foreign = ({ asked }: { readonly asked: RequestedAction }) => asked.owner !== ownAccount;

  test('every role of the account has a purpose and a session, and nothing else has a purpose', () => {
    const { resources, sessions } = of(sides, name);
    expect(sessions.map(({ role }) => role).sort()).toEqual([...resources.roles].sort());
    expect([...purposes(resources).keys()].sort()).toEqual([...resources.roles].sort());
  });

  test('at least 8,000 cells, every role asked at least 600 times, a fifth of it about the other account', () => {
    const cells = of(matrices, name);
    const { sessions } = of(sides, name);
    expect(cells.length).toBeGreaterThanOrEqual(8_000);
    expect(cells.length / sessions.length).toBeGreaterThanOrEqual(600);
    expect(cells.filter(foreign).length).toBeGreaterThanOrEqual(cells.length / 5);
  });

  test('the emulator and our evaluator agree on every cell', () => {
    expect(
      of(matrices, name)
        .filter(({ outcome, emulated }) => outcome !== emulated.outcome)
        .map(told),
    ).toEqual([]);
  });

  test('whatever a role is not for is denied, by the emulator and by AWS as we know it', () => {
    const needs = purposes(of(sides, name).resources);
    const outside = of(matrices, name).filter(({ session, asked }) =>
      (needs.get(session.role) ?? []).every((need) => !covers(need, asked)),
    );
    expect(outside.length).toBeGreaterThanOrEqual(7_000);
    expect(outside.filter(({ outcome, aws }) => outcome !== 'denied' || aws.outcome !== 'denied').map(told)).toEqual(
      [],
    );
  });

  test('DC2: nothing of the other account is within reach of any role', () => {
    const reached = of(matrices, name).filter((cell) => foreign(cell) && cell.outcome !== 'denied');
    expect(reached.map(told)).toEqual([]);
  });

  test('what a role is for, it can do: no need that nobody meets', () => {
    const cells = of(matrices, name);
    const idle = [...purposes(of(sides, name).resources)].flatMap(([role, needs]) =>
      needs
        .filter(
          (need) =>
            !cells.some(
              (cell) =>
                cell.session.role === role &&
                covers(need, cell.asked) &&
                (cell.outcome === 'allowed' || cell.aws.outcome === 'allowed'),
            ),
        )
        .map(({ actions, resources }) => `${role}: ${actions.join(' ')} on ${resources.join(' ')}`),
    );
    expect(idle).toEqual([]);
  });

  test('each request is the action that it stands for: a denial says so', () => {
    const cells = of(matrices, name);
    const named = new Set<string>();
    for (const { asked, answer } of cells) {
      const [, action] = /not authorized to perform: ([\w-]+:\w+)/i.exec(answer.body) ?? [];
      if (action) named.add(`${asked.action}, checked as ${action}`.toLowerCase());
    }
    const asked = cells.map(({ asked: { action } }) => action).filter((action) => action !== 'sts:GetSessionToken');
    const expected = new Set(asked.map((action) => `${action}, checked as ${action}`.toLowerCase()));
    expect([...named].sort()).toEqual([...expected].sort());
  });

  test('sessions of this account are nobody at the other one', async () => {
    const { sessions } = of(sides, name);
    const { sender, resources, policies } = of(sides, otherOf(name));
    const reads = ownRequests(resources, policies).filter(({ action }) => /:(Get|Describe|List|Assume)/.test(action));
    const chosen = [...new Map(reads.map((asked) => [asked.call.service, asked])).values()];
    expect(chosen.length).toBeGreaterThanOrEqual(12);
    const cells = sessions.flatMap((session) => chosen.map((asked) => ({ session, asked })));
    const answers = await sender.sendAll(cells, ({ session, asked }) => sender.send(asked.call, session.credentials));
    const known = answers.filter(({ status, body }) => status < 400 || !NOBODY.test(body));
    expect(known.map(({ status, body }) => `${status} ${body}`)).toEqual([]);
  });

  test('nothing was changed by asking, and the emulator keeps no policies besides those that it was asked with', async () => {
    const { sender, resources, policies } = of(sides, name);
    const account = requireEmulatedAccount(name);
    const after = await readPolicies(account, resources, sender);
    expect([...after.documents]).toEqual([...policies.documents]);
    expect(await listResources(account, environments[name], sender)).toEqual(resources);
    const unexpected = [...policies.resources.keys()].filter((arn) =>
      WITHOUT_RESOURCE_POLICIES.includes(arn.split(':')[2] ?? ''),
    );
    expect(unexpected).toEqual([]);
  });
});
