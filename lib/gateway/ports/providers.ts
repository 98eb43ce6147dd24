import type { Mode } from '../../environment/modes';
import type { CheckoutOrder, NotServed, OpenAnswer, Opened, ProvidersInfo } from '../providers/contract';

/** Who serves payments. */
export interface Providers {
  /** @throws ProviderUnavailable, ProviderFailed */
  info(): Promise<ProvidersInfo>;
  /** Why a mode never gets this provider, whatever its credentials; undefined when it may. */
  excluded(mode: Mode, provider: string): NotServed | undefined;
  /** A checkout that needs no other function to open, and so has no effect until it is stored; undefined when the provider must be asked. */
  openedHere(mode: Mode, provider: string, paymentId: string): Opened | undefined;
  /**
   * Opens a checkout, of which there is one for each payment however often this is asked.
   * @throws ProviderUnavailable, ProviderFailed: whether it was opened is not known
   */
  open(mode: Mode, provider: string, payment: CheckoutOrder): Promise<OpenAnswer>;
}

/** The provider cannot be reached, or has to wait itself; the same again may well work. */
export class ProviderUnavailable extends Error {
  constructor(cause: Error) {
    super(`the provider is not available: ${cause.message}`, { cause });
  }
}

/** The provider failed, or its answer makes no sense. Whether it did what it was asked is not known. */
export class ProviderFailed extends Error {}
