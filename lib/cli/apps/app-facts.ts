import type { StoredApp } from '../../operations/apps/stored-apps';

/** What is printed of an app; its secrets are not part of it. */
export function appFacts(app: StoredApp) {
  const { name, product, mode, environment, appId, publicKey, status, traffic, provider } = app;
  const { secretVersions, createdAt, createdBy = null, retiredAt = null } = app;
  return {
    name,
    product,
    mode,
    environment,
    appId,
    publicKey,
    status,
    traffic,
    provider,
    createdAt,
    createdBy,
    retiredAt,
    secretVersions,
  };
}
