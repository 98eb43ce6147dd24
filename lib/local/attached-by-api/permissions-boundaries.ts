import { GetRoleCommand, IAMClient, PutRolePermissionsBoundaryCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { Refusal } from '../../contract/refusal';
import type { EmulatedConfig } from '../../operations/account/emulated-config';
import type { Template } from '../assembly/localise';
import { withClient } from '../with-client';

/**
 * Attaches by API the permissions boundaries that the emulator's CloudFormation drops, then reads them back.
 * @param templates of all that is deployed
 * @throws Refusal naming every role of the account that has no boundary or not the one that its template says
 */
export async function attachPermissionsBoundaries(
  config: EmulatedConfig,
  account: string,
  templates: readonly Template[],
): Promise<void> {
  await withClient(new IAMClient(config), async (iam) => {
    const asked = new Map(templates.flatMap(boundariesIn));
    for (const [RoleName, name] of asked) {
      if (!name) continue;
      // The emulator knows no other partition.
      const PermissionsBoundary = `arn:aws:iam::${account}:policy/${name}`;
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    }
    const wrong = await rolesWithoutTheirs(iam, asked);
    if (wrong.length === 0) return;
    throw new Refusal(
      `without its permissions boundary: ${wrong.join(', ')}`,
      'every role has one, the runtime boundary when a stack makes it; see lib/bootstrap',
    );
  });
}

/** Each role of a template, and the name of the policy that limits it. */
function boundariesIn({ Resources }: Template): [role: string, boundary: string | undefined][] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]): [string, string | undefined][] => {
    if (Type !== 'AWS::IAM::Role') return [];
    const { RoleName, PermissionsBoundary } = Properties;
    if (typeof RoleName !== 'string') throw new Error(`role ${id} has no fixed name`);
    const { Ref: policy } = Object(PermissionsBoundary);
    const owned = Resources[policy]?.Properties?.['ManagedPolicyName'];
    return [[RoleName, typeof owned === 'string' ? owned : nameIn(PermissionsBoundary)]];
  });
}

/** The name at the end of a policy's ARN, which may be put together by CloudFormation. */
function nameIn(arn: unknown): string | undefined {
  return /:policy\/([\w+=,.@-]+)/.exec(JSON.stringify(arn) ?? '')?.[1];
}

async function rolesWithoutTheirs(iam: IAMClient, asked: ReadonlyMap<string, string | undefined>): Promise<string[]> {
  const wrong: string[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName = '', Path = '/' } of Roles) {
      // Service-linked roles are AWS's own and cannot have one.
      if (Path.startsWith('/aws-service-role/')) continue;
      // A list says nothing of boundaries.
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      const found = Role?.PermissionsBoundary?.PermissionsBoundaryArn?.split(':policy/')[1];
      if (!found || found !== asked.get(RoleName)) wrong.push(RoleName);
    }
  }
  return wrong;
}
