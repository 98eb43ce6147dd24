/** A setting of this function, or an error at start-up: a gateway that does not know what it is must not serve. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}
