import { secretName } from '../../contract/names';
import type { Secrets } from '../ports/secrets';
import type { App } from './app';

const CACHED_VERSIONS = 1000;

/** Reads apps' signing secrets. A cached value counts only for the versions that the app item, read afresh, still lists. */
export class AppSecrets {
  private readonly cache = new Map<string, string>();

  constructor(private readonly secrets: Secrets) {}

  /**
   * The values that open the app now: of every listed version that has not ended.
   * @param now epoch milliseconds
   */
  async accepted(app: App, now: number): Promise<readonly string[]> {
    if (app.status !== 'active') return [];
    const live = app.secretVersions.filter(({ notAfter }) => notAfter === null || Date.parse(notAfter) > now);
    const values = await Promise.all(live.map(({ versionId }) => this.value(app, versionId)));
    return values.filter((value) => value !== undefined);
  }

  private async value(app: App, versionId: string): Promise<string | undefined> {
    const key = `${app.appId} ${versionId}`;
    const cached = this.cache.get(key);
    if (cached !== undefined) return cached;
    const value = await this.secrets.read(secretName(app.environment, 'apps', app.appId), versionId);
    if (!value) return undefined;
    const [oldest] = this.cache.keys();
    if (oldest !== undefined && this.cache.size >= CACHED_VERSIONS) this.cache.delete(oldest);
    this.cache.set(key, value);
    return value;
  }
}
