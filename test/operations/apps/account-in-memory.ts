import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { loadEnvironments } from '../../../lib/environment/load';
import type { EnvironmentName } from '../../../lib/environment/modes';
import type { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { type Item, type Key, Refused, type Write, type WriteCondition } from '../../../lib/gateway/storage/store';
import type { Connection } from '../../../lib/operations/account/connection';

export interface MemorySecret {
  readonly versions: Map<string, string>;
  tags: Record<string, string>;
  policy: string | undefined;
  /** Calls in the order they came, by name. */
  readonly calls: string[];
}

/** An account of which every write can be the last: enough of its tables and secrets to see what an interruption leaves. */
export class AccountInMemory {
  readonly items = new Map<string, Item>();
  readonly secrets = new Map<string, MemorySecret>();
  /** Calls left until the process is gone: that call and all later ones fail, the last one maybe after its effect. */
  diesAfter = Number.POSITIVE_INFINITY;
  effectOfLast = false;
  calls = 0;

  connection(name: EnvironmentName = 'sandbox'): Connection {
    const environment = loadEnvironments()[name];
    const tables = {
      environment: name,
      get: (_: string, key: Key) => this.call(() => this.items.get(idOf(key))),
      commit: (writes: readonly Write[]) => this.call(() => this.transact(writes)),
    };
    const secrets = { send: (command: object) => this.call(() => this.secret(command)) };
    return {
      environment,
      caller: { account: environment.account, arn: `arn:aws:iam::${environment.account}:user/operator` },
      tables: tables as unknown as DynamoDbStore,
      secrets: secrets as unknown as SecretsManagerClient,
    } as Connection;
  }

  private async call<T>(effect: () => T): Promise<T> {
    this.calls += 1;
    if (this.calls > this.diesAfter) throw new Error('the process is gone');
    if (this.calls < this.diesAfter || this.effectOfLast) {
      const result = effect();
      if (this.calls < this.diesAfter) return result;
    }
    throw new Error('the process is gone');
  }

  private transact(writes: readonly Write[]): void {
    const refused = writes.filter(({ condition, ...write }) => {
      const key = write.kind === 'put' ? write.item : write.key;
      return condition && !this.holds(condition, this.items.get(idOf(key)));
    });
    const failed = refused.map(({ label }) => label);
    if (failed.length > 0) throw new Refused({ failed, conflicted: [] });
    for (const write of writes) {
      if (write.kind === 'put') this.items.set(idOf(write.item), structuredClone(write.item));
      if (write.kind === 'update') {
        const before = this.items.get(idOf(write.key));
        this.items.set(idOf(write.key), { ...before, ...structuredClone(write.set) } as Item);
      }
    }
  }

  /** `a = :b` and `attribute_not_exists(pk)`, joined by AND: what these operations use. */
  private holds({ expression, names = {}, values = {} }: WriteCondition, item: Item | undefined): boolean {
    return expression.split(' AND ').every((part) => {
      if (part === 'attribute_not_exists(pk)') return item === undefined;
      const [, name = '', value = ''] = /^(#?\w+) = (:\w+)$/.exec(part) ?? [];
      if (!value) throw new Error(`this account does not know ${part}`);
      return JSON.stringify(item?.[names[name] ?? name]) === JSON.stringify(values[value]);
    });
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

function idOf({ pk, sk }: Key): string {
  return `${pk} ${sk}`;
}

function tagsOf(tags: readonly { Key?: string | undefined; Value?: string | undefined }[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
