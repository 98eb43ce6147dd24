import { Refusal } from '../../contract/refusal';
import { type EnvironmentName, environmentOf, MODES, type Mode } from '../../environment/modes';

/** A product's app in one mode. */
export interface AppName {
  /** `<product>-<mode>`. */
  readonly name: string;
  readonly product: string;
  readonly mode: Mode;
}

const NAME = /^([a-z][a-z0-9-]{0,29}[a-z0-9])-(test|sandbox|live)$/;

/**
 * Reads `<product>-<mode>` (GW7); the mode says in which account the app lives.
 * @throws Refusal when it is not such a name, or not one of this stage
 */
export function appName(name: string, stage: EnvironmentName): AppName {
  const [, product, suffix] = NAME.exec(name) ?? [];
  const mode = MODES.find((known) => known === suffix);
  if (!product || !mode) {
    throw new Refusal(
      `${JSON.stringify(name)} is not an app name`,
      'an app is <product>-test, <product>-sandbox or <product>-live; a product is 2 to 31 of a-z 0-9 - and starts with a letter',
      'usage',
    );
  }
  if (MODES.some((known) => product.endsWith(`-${known}`))) {
    throw new Refusal(
      `${JSON.stringify(name)} names two modes`,
      `choose a product name that does not end in -test, -sandbox or -live`,
      'usage',
    );
  }
  const home = environmentOf(mode);
  if (home !== stage) {
    throw new Refusal(
      `${name} is a ${mode} app, and those exist only in the ${home} account; --stage is ${stage}`,
      `use --stage ${home}, or ${modesIn(stage, product)}`,
      'usage',
    );
  }
  return { name, product, mode };
}

function modesIn(stage: EnvironmentName, product: string): string {
  return MODES.filter((mode) => environmentOf(mode) === stage)
    .map((mode) => `${product}-${mode}`)
    .join(' or ');
}
