import * as z from 'zod';
import { PROVIDER_STATES, type Provider, type Psp } from '../contract/providers';
import { block, text } from './fields';
import { ENVIRONMENTS, type EnvironmentName, type Mode, modesOf } from './modes';
import { PSP_HOSTS, type StatesByMode } from './providers';

/**
 * The `providers` block: every provider for every mode that the environment has (GW9).
 * GW2: mode test never touches a PSP; GW4: mock serves no other mode.
 */
export function providerBlock(environment: EnvironmentName): z.ZodType<Readonly<Record<Provider, StatesByMode>>> {
  const perMode = (provider: Provider, state: (mode: Mode) => z.ZodType) =>
    block(
      Object.fromEntries(modesOf(environment).map((mode) => [mode, state(mode)])),
      `${provider}, mode by mode: all of ${modesOf(environment).join(', ')}.`,
    );
  const psp = (name: Psp) => perMode(name, (mode) => (mode === 'test' ? notApplicable : pspState(name, environment)));
  return block(
    {
      mock: perMode('mock', (mode) => (mode === 'test' ? available : notApplicable)),
      polar: psp('polar'),
      nicepay: psp('nicepay'),
      paypal: psp('paypal'),
    },
    'Each provider, for each mode: its state, the reason, and its host.',
  ) as z.ZodType<Readonly<Record<Provider, StatesByMode>>>;
}

const REASON = 'a reason of 10 to 200 characters on one line';
const reason = text(/^\S.{9,199}$/, REASON, 'Why it is not available, for whoever reads /info.');

const available = block(
  { state: z.literal('available', 'available').describe('Always available.') },
  'Part of the gateway, always there.',
);

const notApplicable = block(
  { state: z.literal('not_applicable', 'not_applicable').describe('Never to be called.'), reason },
  'This provider never serves this mode.',
);

/** A PSP in the mode its credentials are for. */
function pspState(psp: Psp, environment: EnvironmentName) {
  const { allowed, host } = pspHost(psp, environment);
  const states = PROVIDER_STATES.join(', ');
  const rules = [
    {
      states: ['pending', 'not_applicable'],
      field: 'reason',
      error: `${REASON}; only an available provider needs none`,
    },
    {
      states: ['available', 'pending'],
      field: 'host',
      error: `${allowed}; only where it is not applicable there is none`,
    },
  ];
  const state = block(
    {
      state: z.enum(PROVIDER_STATES, `one of ${states}`).describe('What the PSP has granted so far.'),
      reason: reason.optional(),
      host: host.optional(),
    },
    `State of ${psp} in this mode.`,
  ).meta({ allOf: rules.map(requiresForEditors) });
  return rules.reduce(
    (checked, rule) => checked.refine(() => false, { path: [rule.field], error: rule.error, when: breaks(rule) }),
    state,
  );
}

interface Rule {
  /** In these states … */
  readonly states: readonly string[];
  /** … this field must be there. */
  readonly field: string;
}

/** Judges the raw value, so that a rule speaks also when a neighbouring field is wrong. */
function breaks({ states, field }: Rule) {
  return ({ value }: { value: unknown }) => {
    const { state, [field]: given } = Object(value) as Record<string, unknown>;
    return states.includes(String(state)) && given === undefined;
  };
}

function requiresForEditors({ states, field }: Rule) {
  return { anyOf: [{ properties: { state: { not: { enum: states } } } }, { required: [field] }] };
}

/** An origin that the PSP publishes for this side. The schemes, ports and paths of others never match. */
function pspHost(psp: Psp, environment: EnvironmentName) {
  const hosts = PSP_HOSTS[psp][environment];
  const others = ENVIRONMENTS.filter((name) => name !== environment);
  const allowed = `${hosts.join(' or ')}, which ${psp} publishes for ${environment}`;
  const host = z
    .enum(hosts, {
      error: ({ input }) => {
        const foreign = others.find((name) => PSP_HOSTS[psp][name].some((known) => known === input));
        return foreign ? `${allowed}; this one is ${psp}'s ${foreign} host` : allowed;
      },
    })
    .describe(`Origin of ${psp}'s API for ${environment}.`);
  return { allowed, host };
}
