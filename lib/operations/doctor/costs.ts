import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { bootstrapStack } from '../../bootstrap/bootstrap-template';
import { STACKS, stackName } from '../../contract/stacks';
import { monthlyItems, type PricedTemplate, usd } from '../../costs/monthly-costs';
import { type Check, notChecked, ok } from './check';
import type { InspectedAccount } from './inspected-account';

/** What the account holds that is paid by the month, used or not: the inputs of the first figure of docs/costs.md. */
export const costs: Check = {
  id: 'costs',
  actions: ['cloudformation:GetTemplate'],
  inspect: async (account) => {
    const { name } = account.environment;
    const subject = 'idle, a month';
    const stacks = [bootstrapStack(account.environment), ...STACKS.map((part) => stackName(name, part))];
    const templates = (await Promise.all(stacks.map((stack) => templateOf(account, stack)))).flat();
    if (templates.length === 0) return [notChecked(subject, 'nothing is deployed; docs/costs.md has what will be')];
    const items = monthlyItems(templates);
    const counts = items.map(({ item, count }) => `${count} ${item}`).join(', ');
    return [ok(subject, `${counts}: ${usd(items).toFixed(2)} USD at list price, beside what is paid by use`)];
  },
};

async function templateOf({ cloudformation }: InspectedAccount, StackName: string): Promise<PricedTemplate[]> {
  try {
    const { TemplateBody = '{}' } = await cloudformation.send(new GetTemplateCommand({ StackName }));
    // The CDK CLI writes small templates as YAML, which JSON is too.
    return [(TemplateBody.startsWith('{') ? JSON.parse(TemplateBody) : parse(TemplateBody)) as PricedTemplate];
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return [];
    throw error;
  }
}
