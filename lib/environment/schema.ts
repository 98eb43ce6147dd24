import * as z from 'zod';
import { LIVE_FALLBACKS } from '../contract/providers';
import { TAGS } from '../contract/tags';
import { alarmThresholds } from './alarm-thresholds';
import { absent, block, email, oneOfNumbers, text, toggle, whole } from './fields';
import { type EnvironmentName, modesOf } from './modes';
import { peopleBlock, pipelineBlock } from './people';
import { providerBlock } from './provider-block';
import { region } from './regions';

/** What CloudWatch Logs accepts as a retention in days. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const CERTIFICATE = "the ARN of an ACM certificate in this file's account and region";

/** One environment as its file says, complete and valid. */
export type Environment = z.output<EnvironmentSchema>;
export type EnvironmentSchema = ReturnType<typeof environmentSchema>;

// Each schema reads one file, once: to compile it first would take longer.
z.config({ jitless: true });

/** The exact form of `environments/<name>.yaml`. The two differ in modes, hosts and what only live has. */
export function environmentSchema(name: EnvironmentName) {
  return block(
    {
      name: z.literal(name, `${name}, as the file's own name says`).describe('The environment.'),
      account: text(/^\d{12}$/, 'an AWS account id: twelve digits in quotes', 'AWS account, used for nothing else.'),
      region: region('The region all of it is in.'),
      qualifier: text(
        /^(?!hnb659fds$)[a-z][a-z0-9]{0,9}$/,
        'one to ten lower case letters and digits, not the default hnb659fds',
        'CDK bootstrap qualifier, its own in each environment.',
      ),
      contact: block({ team: label('Who owns it.'), email: email('Who answers.') }, 'Whom to ask about it.'),
      tags: tags(),
      domain: domain().optional(),
      modes: modes(name),
      people: peopleBlock(),
      pipeline: pipelineBlock(),
      fingerprintSalt: text(
        /^[a-z0-9-]{16,64}$/,
        '16 to 64 lower case letters, digits and hyphens',
        'Not a secret. Equal in both files, so that the same secret on both sides shows by its fingerprint.',
      ),
      liveFallback:
        name === 'live'
          ? z
              .enum(LIVE_FALLBACKS, LIVE_FALLBACKS.join(' or '))
              .default('mock')
              .describe('A live payment whose provider has no credentials: a marked mock checkout, or 503.')
          : absent('only live has it'),
      providers: providerBlock(name),
      throttle: block(
        {
          rate: whole({ description: 'Requests a second.', live: 'higher', min: 1, max: 10_000 }),
          burst: whole({ description: 'Requests at once.', live: 'higher', min: 1, max: 5_000 }),
        },
        'What API Gateway lets through to the functions.',
      ),
      appThrottle: block(
        {
          rate: whole({ description: 'Requests a second.', live: 'higher', min: 1, max: 5_000 }),
          burst: whole({ description: 'Requests at once.', live: 'higher', min: 1, max: 2_500 }),
        },
        'What one app may ask, so that it leaves something to the others.',
      ),
      concurrency: block(
        {
          provider: concurrency('the function that calls the payment providers'),
          archive: concurrency('the function that archives the ledger, one for each shard of its stream'),
        },
        'What Lambda reserves: no other function can take it, and these can take no more.',
      ),
      payload: block(
        {
          maxBytes: whole({
            description: 'Largest request body in bytes; no more than the firewall can look at.',
            live: 'equal',
            min: 1024,
            max: 65_536,
          }),
        },
        'What a request may carry; what passes in sandbox passes in live.',
      ),
      waf: block(
        {
          requestsPerIp: whole({
            description: 'Requests from one address in a minute before it is turned away.',
            live: 'higher',
            min: 10,
            max: 2_000_000_000,
          }),
        },
        'Web application firewall.',
      ),
      logs: block(
        { retentionDays: oneOfNumbers(RETENTION_DAYS, 'Days that CloudWatch keeps log lines.', 'higher') },
        'Log groups.',
      ),
      alarms: alarmThresholds(name),
      rotation: block(
        {
          appSecretDays: whole({ description: 'Days an app secret may serve.', live: 'lower', min: 1, max: 365 }),
          pspSecretDays: whole({ description: 'Days a PSP credential may serve.', live: 'lower', min: 1, max: 365 }),
        },
        'How old a secret may get before it must be rotated.',
      ),
      data: block(
        {
          deletionProtection: toggle('Tables refuse to be deleted.', 'higher'),
          pointInTimeRecoveryDays: whole({
            description: 'Days back to which a table can be restored.',
            live: 'higher',
            min: 1,
            max: 35,
          }),
          archiveComplianceLock: toggle(
            "Nobody at all can shorten the lock on archived ledger rows (S3's compliance mode); else a special right can.",
            'higher',
          ),
          archiveRetentionDays: whole({
            description: 'Days for which an archived ledger row cannot be deleted or replaced.',
            live: 'higher',
            min: 1,
            max: 36_500,
          }),
        },
        "Deletion protection and backup of the tables, and the lock on the ledger's archive.",
      ),
    },
    `The ${name} environment.`,
  )
    .refine(certificateIsOwn, {
      path: ['domain', 'certificateArn'],
      error: CERTIFICATE,
      when: ifRead(['account', 'region', 'domain.certificateArn']),
    })
    .refine(addressFitsThrottle, {
      path: ['waf', 'requestsPerIp'],
      error: ({ input }) => addressLimits(input as WhatOneMayAsk),
      when: ifRead(['throttle.rate', 'appThrottle.rate', 'waf.requestsPerIp']),
    })
    .refine(({ throttle, appThrottle }) => appThrottle.rate * 2 <= throttle.rate, {
      path: ['appThrottle', 'rate'],
      error: 'at most half of throttle.rate, so that no app can take it all',
      when: ifRead(['throttle.rate', 'appThrottle.rate']),
    })
    .refine(({ throttle, appThrottle }) => appThrottle.burst * 2 <= throttle.burst, {
      path: ['appThrottle', 'burst'],
      error: 'at most half of throttle.burst, so that no app can take it all',
      when: ifRead(['throttle.burst', 'appThrottle.burst']),
    });
}

function domain() {
  return block(
    {
      name: text(
        /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
        'a host name in lower case, without scheme, port or path',
        'Host the gateway answers under, and the only one.',
      ),
      certificateArn: text(
        /^arn:aws(-[a-z]+)*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
        CERTIFICATE,
        'Certificate for that host.',
      ),
    },
    'Custom domain; without it the gateway answers under its execute-api host.',
  );
}

function concurrency(of: string) {
  return whole({ description: `Invocations at once of ${of}.`, live: 'higher', min: 1, max: 1_000 });
}

/** GW13: one gateway serves one side's modes, all of them. */
function modes(name: EnvironmentName) {
  const own = modesOf(name);
  const allowed = `exactly [${own.join(', ')}], the modes of ${name}`;
  return z
    .array(z.enum(own, allowed), allowed)
    .length(own.length, allowed)
    .refine((listed) => new Set(listed).size === listed.length, allowed)
    .describe("Modes of the apps this environment's gateway serves.");
}

function tags() {
  const key = text(/^(?!aws:|airlock:)[\w.:/=+@-]{1,128}$/, 'a tag key, not starting aws: or airlock:', 'Tag key.');
  return z
    .record(key, text(/^[\w .:/=+@-]{1,256}$/, 'text of letters, digits, spaces and _.:/=+-@', 'Tag value.'), 'tags')
    .describe(`Tags on every resource, besides ${TAGS.environment} and ${TAGS.product}.`);
}

function label(description: string) {
  return text(/^\S.{0,99}$/, 'text of 1 to 100 characters', description);
}

/** A rule over several fields is asked only when each of them is right by itself: else it would only repeat what is wrong. */
function ifRead(fields: readonly string[]) {
  return ({ value, issues }: z.core.ParsePayload): boolean => {
    const wrong = issues.map(({ path }) => path?.join('.') ?? '');
    return (
      Object(value) === value &&
      !Array.isArray(value) &&
      !fields.some((field) => wrong.some((at) => `${field}.`.startsWith(`${at}.`)))
    );
  };
}

interface CertificatePlace {
  readonly account: string;
  readonly region: string;
  readonly domain?: { readonly certificateArn: string } | undefined;
}

function certificateIsOwn({ account, region, domain: custom }: CertificatePlace): boolean {
  return !custom || custom.certificateArn.includes(`:acm:${region}:${account}:`);
}

interface WhatOneMayAsk {
  readonly throttle: { readonly rate: number };
  readonly appThrottle: { readonly rate: number };
  readonly waf: { readonly requestsPerIp: number };
}

/**
 * One address may ask for all that one app may, since an app's servers often share one: its own limit is met first. And for no more than
 * all apps together, or the firewall would protect nothing.
 */
function addressBounds({ throttle, appThrottle }: WhatOneMayAsk): readonly [least: number, most: number] {
  return [Math.max(10, appThrottle.rate * 60), Math.max(10, throttle.rate * 60)];
}

function addressFitsThrottle(environment: WhatOneMayAsk): boolean {
  const [least, most] = addressBounds(environment);
  return environment.waf.requestsPerIp >= least && environment.waf.requestsPerIp <= most;
}

function addressLimits(environment: WhatOneMayAsk): string {
  const [least, most] = addressBounds(environment);
  return `${least} to ${most}: from the ${environment.appThrottle.rate} requests a second of appThrottle.rate to the ${environment.throttle.rate} of throttle.rate, over a minute`;
}
