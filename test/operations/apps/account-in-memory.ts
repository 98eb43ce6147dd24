import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { TABLE_NAMES } from '../../../lib/contract/tables';
import { loadEnvironments } from '../../../lib/environment/load';
import type { EnvironmentName } from '../../../lib/environment/modes';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { Item } from '../../../lib/gateway/storage/store';
import type { Connection } from '../../../lib/operations/account/connection';
import { EnvironmentInMemory } from '../../gateway/environment-in-memory';

export interface MemorySecret {
  readonly versions: Map<string, string>;
  tags: Record<string, string>;
  policy: string | undefined;
  /** Calls in the order they came, by name. */
  readonly calls: string[];
}

/** An account of which every call can be the last one: its tables and secrets, to see what an interruption leaves. */
export class AccountInMemory {
  readonly secrets = new Map<string, MemorySecret>();
  /** Calls left until the process is gone: that call and all later ones fail, the last one maybe after its effect. */
  diesAfter = Number.POSITIVE_INFINITY;
  effectOfLast = false;
  calls = 0;
  private readonly worlds = { sandbox: new EnvironmentInMemory('sandbox'), live: new EnvironmentInMemory('live') };

  connection(name: EnvironmentName = 'sandbox'): Connection {
    const environment = loadEnvironments()[name];
    const dynamodb = new DynamoDbInMemory(this.worlds[name].tables, {
      before: () => this.before(),
      after: () => this.after(),
    });
    const secrets = {
      send: async (command: object) => {
        this.before();
        const answer = this.secret(command);
        this.after();
        return answer;
      },
    };
    return {
      environment,
      caller: { account: environment.account, arn: `arn:aws:iam::${environment.account}:user/operator` },
      tables: new DynamoDbStore(dynamodb, name),
      secrets: secrets as unknown as SecretsManagerClient,
    } as Connection;
  }

  /** Every item of every table, by its key. */
  get items(): ReadonlyMap<string, Item> {
    const items = Object.values(this.worlds).flatMap((world) => TABLE_NAMES.flatMap((table) => world.items(table)));
    return new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
  }

  /** Puts an app's item where an operator cannot. */
  seed(item: Item): void {
    this.worlds[item.environment].seed('apps', item);
  }

  private before(): void {
    this.calls += 1;
    if (this.calls > this.diesAfter || (this.calls === this.diesAfter && !this.effectOfLast)) throw gone();
  }

  private after(): void {
    if (this.calls >= this.diesAfter) throw gone();
  }

  private secret(command: object): object {
    if (command instanceof CreateSecretCommand) {
      const { Name = '', SecretString, Tags = [] } = command.input;
      if (this.secrets.has(Name)) throw new ResourceExistsException({ message: Name, $metadata: {} });
      if (SecretString !== undefined) throw new Error('a value before its seal');
      this.secrets.set(Name, { versions: new Map(), tags: tagsOf(Tags), policy: undefined, calls: ['create'] });
      return {};
    }
    const { SecretId = '' } = (command as { input: { SecretId?: string } }).input;
    const secret = this.secrets.get(SecretId);
    if (!secret) throw new Error(`no secret ${SecretId}`);
    if (command instanceof TagResourceCommand) {
      secret.calls.push('tag');
      secret.tags = { ...secret.tags, ...tagsOf(command.input.Tags ?? []) };
    } else if (command instanceof PutResourcePolicyCommand) {
      secret.calls.push('policy');
      secret.policy = command.input.ResourcePolicy;
    } else if (command instanceof PutSecretValueCommand) {
      secret.calls.push('value');
      const VersionId = randomUUID();
      secret.versions.set(VersionId, command.input.SecretString ?? '');
      return { VersionId };
    }
    return {};
  }
}

function gone(): Error {
  return new Error('the process is gone');
}

function tagsOf(tags: readonly { Key?: string | undefined; Value?: string | undefined }[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
