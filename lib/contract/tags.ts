/** The keys of our own tags; an environment file adds others, none of which begins like these. */
export const TAGS = {
  environment: 'airlock:environment',
  /** The modes that the environment has, or the one of an app. */
  mode: 'airlock:mode',
  product: 'airlock:product',
  /** Name of the app whose secret it is. */
  app: 'airlock:app',
  /** Of a secret's value, so that equal values show without being read. */
  fingerprint: 'airlock:fingerprint',
} as const;

/** Value of the product's tag. */
export const PRODUCT_TAG = 'airlock';
