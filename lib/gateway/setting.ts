import { SETTINGS, type Setting } from '../contract/settings';

/** A setting of this function, or an error at start-up: a gateway that does not know what it is must not serve. */
export function setting(name: Setting): string {
  return variable(SETTINGS[name]);
}

/** A variable that Lambda sets. */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}
