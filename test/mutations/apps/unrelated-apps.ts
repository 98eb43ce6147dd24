import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentName } from '../../../lib/environment/modes';
import { projectRoot } from '../../../lib/environment/project-root';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import { readTemplate } from '../../../lib/isolation/template/read-template';
import type { Base } from '../edits/base-app';
import type { Party } from '../edits/site';

interface App {
  readonly name: string;
  /** Template file of each stack, by the stack's name without the environment; the first is the one that edits add to. */
  readonly stacks: Readonly<Record<string, string>>;
  readonly bucket: string;
  /** Host that its templates make its own, below `<app>.<environment>.example`. @default - that itself */
  readonly ownHost?: string;
}

const APPS: readonly App[] = [
  { name: 'parcels', stacks: { main: 'parcels.template.yaml' }, bucket: 'lake' },
  { name: 'bookings', stacks: { main: 'bookings.template.json' }, bucket: 'documents' },
  {
    name: 'insights',
    stacks: { data: 'insights-data.template.yaml', network: 'insights-network.template.yaml' },
    bucket: 'raw',
    ownHost: 'internal',
  },
];

const ACCOUNTS = { sandbox: '111111111111', live: '222222222222' } as const;
const NETWORKS = { sandbox: '20', live: '30' } as const;

/** The apps that have nothing to do with the project. */
export function unrelatedApps(): Base[] {
  return APPS.map((app) => ({
    name: app.name,
    sides: { sandbox: sideOf(app, 'sandbox'), live: sideOf(app, 'live') },
    parties: { sandbox: partyOf(app, 'sandbox'), live: partyOf(app, 'live') },
  }));
}

function hostOf({ name }: App, environment: EnvironmentName): string {
  return `${name}.${environment}.example`;
}

function partyOf(app: App, environment: EnvironmentName): Party {
  const host = hostOf(app, environment);
  return {
    environment,
    account: ACCOUNTS[environment],
    host: app.ownHost ? `${app.ownHost}.${host}` : host,
    bucket: `${app.name}-${environment}-${app.bucket}`,
  };
}

function sideOf(app: App, environment: EnvironmentName): SideInput {
  const values: Readonly<Record<string, string>> = {
    environment,
    account: ACCOUNTS[environment],
    host: hostOf(app, environment),
    network: NETWORKS[environment],
  };
  const stacks = Object.entries(app.stacks).map(([part, file]) => {
    const path = join(projectRoot(), 'test', 'mutations', 'apps', file);
    const text = readFileSync(path, 'utf8').replace(
      /@(environment|account|host|network)@/g,
      (_, name) => values[name] ?? '',
    );
    const { template, problems } = readTemplate(text);
    if (!template || problems.length > 0) throw new Error(`${file}: ${problems.join('; ') || 'no template'}`);
    return { name: `${app.name}-${environment}-${part}`, template };
  });
  return { account: ACCOUNTS[environment], region: 'eu-west-1', stacks };
}
