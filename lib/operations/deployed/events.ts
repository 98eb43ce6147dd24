import {
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import type { Json, JsonObject } from '../../isolation/template/json';
import { type AccountToRead, asJson, parsedPolicy, type Reader, resource } from './reader';

/** Every event bus with its policy, and every rule with its targets; rules that AWS's own services manage are theirs. */
export const events: Reader = {
  types: ['AWS::Events::EventBus', 'AWS::Events::EventBusPolicy', 'AWS::Events::Rule'],
  actions: ['events:ListEventBuses', 'events:ListRules', 'events:ListTargetsByRule'],
  read: async (account) => {
    const client = account.client(EventBridgeClient);
    const buses = await paged((NextToken) =>
      account.ask({ what: 'event buses' }, () => client.send(new ListEventBusesCommand({ NextToken }))),
    );
    const resources: DeployedResource[] = [];
    for (const { Name = '', Policy } of buses.flatMap(({ EventBuses = [] }) => EventBuses)) {
      if (Name !== 'default') resources.push(resource('AWS::Events::EventBus', Name, { Name }));
      resources.push(...policyOf(Name, parsedPolicy(Policy)), ...(await rulesOf(account, client, Name)));
    }
    return { resources };
  },
};

/** Each statement as the permission that stands for it. */
function policyOf(bus: string, policy: Json | undefined): DeployedResource[] {
  const statements = (policy as JsonObject | undefined)?.['Statement'];
  return [statements ?? []].flat().map((statement: Json, index) => {
    const { Sid = `statement-${index + 1}` } = Object(statement) as { Sid?: string };
    return resource('AWS::Events::EventBusPolicy', `${bus} ${Sid}`, {
      EventBusName: bus,
      StatementId: Sid,
      Statement: statement,
    });
  });
}

async function rulesOf(
  { ask }: AccountToRead,
  client: EventBridgeClient,
  EventBusName: string,
): Promise<DeployedResource[]> {
  const pages = await paged((NextToken) =>
    ask({ what: `rules of the event bus ${EventBusName}` }, () =>
      client.send(new ListRulesCommand({ EventBusName, NextToken })),
    ),
  );
  const found: DeployedResource[] = [];
  for (const { Name: Rule = '', ManagedBy } of pages.flatMap(({ Rules = [] }) => Rules)) {
    if (ManagedBy !== undefined) continue;
    const answers = await paged((NextToken) =>
      ask({ what: `targets of the rule ${Rule}` }, () =>
        client.send(new ListTargetsByRuleCommand({ EventBusName, Rule, NextToken })),
      ),
    );
    const targets = answers.flatMap(({ Targets = [] }) => Targets).map((target) => asJson(target) ?? {});
    found.push(
      resource('AWS::Events::Rule', `${EventBusName} ${Rule}`, { Name: Rule, EventBusName, Targets: targets }),
    );
  }
  return found;
}

async function paged<Page extends { NextToken?: string | undefined }>(
  ask: (token: string | undefined) => Promise<Page | undefined>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token);
    if (!page) return pages;
    pages.push(page);
    token = page.NextToken;
  } while (token);
  return pages;
}
