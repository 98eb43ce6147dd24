import { isLoopback } from '../../client/destination';
import { Refusal } from '../../contract/refusal';

type Build = { readonly request: unknown };
/** What every client of the SDK has. */
export interface SdkClient {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: every client has input and output types of its own, and none is looked at
    add(middleware: (next: any) => (build: any) => any, options: { step: 'build'; name: string }): void;
  };
  destroy(): void;
}

const AWS_HOST = /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws)$/;

/**
 * Lets a client speak to AWS, or with `local` to this machine, and to nothing else. An endpoint can also come from
 * AWS_ENDPOINT_URL or a profile, where it is not seen; it is refused before the request is signed.
 */
export function guardEndpoint(client: Pick<SdkClient, 'middlewareStack'>, local: boolean): void {
  client.middlewareStack.add(
    (next) => (build: Build) => {
      const hostname = (build.request as { readonly hostname?: string }).hostname ?? '';
      if (local ? !isLoopback(hostname) : !AWS_HOST.test(hostname)) throw foreign(hostname, local);
      return next(build);
    },
    { step: 'build', name: 'airlockEndpointGuard' },
  );
}

function foreign(hostname: string, local: boolean): Refusal {
  return local
    ? new Refusal(`the emulated account's endpoint is ${hostname}, not this machine`, 'run `npx airlock up` again')
    : new Refusal(
        `AWS is configured to be at ${hostname}`,
        'unset AWS_ENDPOINT_URL (and endpoint_url in the profile), or use --local for the emulated account',
      );
}
